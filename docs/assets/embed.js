// "Embed this": the ways to an entry's files become tabs that show each file, with a button that copies it and, for a
// snippet, how it looks in a page. Loaded when somebody opens it. Without it, and on a disk, the ways are links.
(() => {
  'use strict'

  const OWN = document.currentScript.src
  const { element } = globalThis.shorewise  // Of search.js, which loads this.

  const fetched = new Map()
  /** The text of a file, asked for once. */
  function text(url) {
    if (!fetched.has(url)) {
      fetched.set(url, fetch(url).then((answer) => {
        if (!answer.ok) throw new Error(`${url}: ${answer.status}`)
        return answer.text()
      }))
    }
    return fetched.get(url)
  }

  /** Our own snippet as nodes; nothing in it runs. */
  const nodes = (html) => [...new DOMParser().parseFromString(html, 'text/html').body.childNodes].map((each) => document.adoptNode(each))

  function enhance(root) {
    const list = root.querySelector('ul')
    const links = [...list.querySelectorAll('a')]
    const code = element('code')
    const copy = element('button', { type: 'button' }, 'Copy')
    const said = element('span', { role: 'status' })
    const preview = element('div', { class: 'shorewise-embed-preview' })
    const panel = element('div', { role: 'tabpanel', id: 'shorewise-embed-panel' }, element('pre', { tabindex: '0', role: 'group', 'aria-label': 'The text to copy' }, code), copy, ' ', said, preview)
    const tabs = links.map((link, place) => element('button', {
      type: 'button', role: 'tab', id: `shorewise-embed-${place}`, 'aria-controls': panel.id, 'aria-selected': 'false', tabindex: '-1',
    }, link.textContent))

    let turn = 0
    async function choose(place) {
      const mine = ++turn
      tabs.forEach((tab, each) => {
        tab.setAttribute('aria-selected', String(each === place))
        tab.tabIndex = each === place ? 0 : -1
      })
      panel.setAttribute('aria-labelledby', tabs[place].id)
      said.textContent = ''
      try {
        const shown = await text(links[place].href)
        const looks = links.find((link) => link.href.endsWith('/fragment.html'))
        const html = looks && !/\/(?:frame|element)\.html$/.test(links[place].href) ? await text(looks.href) : ''
        if (mine !== turn) return
        code.textContent = shown
        preview.replaceChildren(...(html ? [element('p', {}, element('small', {}, 'As it looks in a page:')), ...nodes(html)] : []))
      } catch {
        if (mine !== turn) return
        code.textContent = links[place].href
        preview.replaceChildren()
        said.textContent = 'The text could not be loaded. This is its address.'
      }
    }

    tabs.forEach((tab, place) => {
      tab.addEventListener('click', () => choose(place))
      tab.addEventListener('keydown', ({ key }) => {
        const to = { ArrowRight: place + 1, ArrowLeft: place - 1, Home: 0, End: tabs.length - 1 }[key]
        if (to === undefined) return
        const next = (to + tabs.length) % tabs.length
        tabs[next].focus()
        choose(next)
      })
    })
    copy.addEventListener('click', async () => {
      try {
        await navigator.clipboard.writeText(code.textContent)
        said.textContent = 'Copied.'
      } catch {
        getSelection().selectAllChildren(code)
        said.textContent = 'Selected. Press Ctrl and C to copy.'
      }
    })

    document.head.append(element('link', { rel: 'stylesheet', href: new URL('embed.css', OWN).href }))
    list.replaceWith(element('div', { role: 'tablist', 'aria-label': 'Format' }, ...tabs), panel)
    choose(0)
  }

  if (location.protocol !== 'file:') document.querySelectorAll('.shorewise-embed').forEach(enhance)
})()
