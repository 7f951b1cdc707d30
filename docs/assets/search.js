// The search box: in the header of every page, large on some, and what stands behind /go/ and "no such page".
// What finds (find.js), what there is to find (search-data.js, by macros/shorewise/search.py) and MiniSearch are loaded
// when somebody is about to search.
(() => {
  'use strict'

  const OWN = document.currentScript.src
  const ROOT = new URL('../', OWN)
  const site = globalThis.shorewise = globalThis.shorewise || {}

  const element = site.element = (name, attributes = {}, ...children) => {
    const made = document.createElement(name)
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
    made.append(...children)
    return made
  }

  // --- addresses

  const onDisk = location.protocol === 'file:'
  /** Whether pages are files: `terms/x.html` instead of `terms/x/`. */
  const flat = [...document.forms].some((form) => /\/?go\.html$/.test(form.getAttribute('action') ?? ''))

  /** The full address of a place below the site's root, `terms/x/#section`, as it can be opened here. */
  site.address = (path) => {
    const [page, section] = path.split('#')
    const url = new URL(flat ? page.replace(/\/$/, '.html') || 'index.html' : page, ROOT)
    url.hash = section ?? ''
    return opened(url)
  }

  /** An address as a browser can open it: a folder on disk has no page of its own. */
  function opened(url) {
    if (url.protocol === 'file:' && url.pathname.endsWith('/')) url.pathname += 'index.html'
    return url.href
  }

  function mend(link, name) {
    const target = link.getAttribute(name)
    if (target && !target.startsWith('#')) link.setAttribute(name, opened(new URL(target, document.baseURI)))
  }

  function mendLinks() {
    for (const link of document.querySelectorAll('a[href]')) mend(link, 'href')
    for (const form of document.forms) mend(form, 'action')
    document.addEventListener('click', (event) => {  // Links that other scripts made since.
      const link = event.target.closest?.('a[href]')
      if (link) mend(link, 'href')
    }, true)
  }

  // --- data, on first use

  const loaded = new Map()

  /** A script, loaded once; tried again after a failure. */
  function load(path) {
    if (!loaded.has(path)) {
      const script = element('script', { src: new URL(path, OWN).href })
      loaded.set(path, new Promise((resolve, reject) => {
        script.onload = resolve
        script.onerror = () => { loaded.delete(path); script.remove(); reject(new Error(`cannot load ${path}`)) }
        document.head.append(script)
      }))
    }
    return loaded.get(path)
  }

  /** What the site knows: a promise of { entries, passages, words }. */
  site.data = () => site.entries ? Promise.resolve(site) : load('search-data.js').then(() => site)

  let engine
  const ready = async () => {
    await Promise.all([site.data(), load('find.js'), load('minisearch/minisearch.min.js')])
    return engine ??= site.searcher(site)
  }

  // --- the list

  /** The part of a text around the first word that was met, with these words marked. */
  function excerpt(text, isMet) {
    const words = [...text.matchAll(/[\p{L}\p{N}&]+/gu)]
    const at = words.find(([word]) => isMet(word))?.index ?? 0
    const from = at < 90 ? 0 : text.indexOf(' ', at - 60) + 1
    const to = text.length - from < 170 ? text.length : text.lastIndexOf(' ', from + 160)
    const made = from ? ['… '] : []
    let end = from
    for (const { 0: word, index } of words) {
      if (index < from || index + word.length > to || !isMet(word)) continue
      made.push(text.slice(end, index), element('mark', {}, word))
      end = index + word.length
    }
    return [...made, text.slice(end, to), ...(to < text.length ? [' …'] : [])]
  }

  const link = (hit, isMet) => element('a', { href: site.address(hit.address) },
    element('span', { class: 'shorewise-found-title' }, hit.title),
    ...(hit.why ? [' ', element('span', { class: 'shorewise-found-why' }, hit.why)] : []),
    ' ',
    element('span', { class: 'shorewise-found-text' }, ...(hit.isText ? excerpt(hit.text, isMet) : [hit.text])))

  const toAll = (address) => element('a', { href: opened(new URL(address, document.baseURI)) },
    element('span', { class: 'shorewise-found-title' }, 'All terms from A to Z'))

  let boxes = 0

  /** Make a combobox of a form. Gives back { open }: put a query into it and show what it finds. */
  function enhance(root) {
    const form = root.querySelector('form')
    const input = form?.querySelector('input')
    if (!input) return undefined
    const id = `shorewise-found-${++boxes}`
    const note = element('p', { class: 'shorewise-found-note' })
    const list = element('div', { id, role: 'listbox', 'aria-label': 'Search results' })
    const panel = element('div', { class: 'shorewise-found', hidden: '' }, note, list)
    const status = element('p', { class: 'shorewise-unseen', role: 'status' })
    form.after(panel, status)
    for (const [key, value] of Object.entries({
      role: 'combobox', 'aria-expanded': 'false', 'aria-controls': id, 'aria-autocomplete': 'list', 'aria-haspopup': 'listbox',
    })) input.setAttribute(key, value)
    const opener = openOnPhone(root, input, () => close())

    let options = []
    let active = -1
    let turn = 0

    function choose(place) {
      options[active]?.setAttribute('aria-selected', 'false')
      active = place
      const option = options[active]
      if (!option) return input.removeAttribute('aria-activedescendant')
      option.setAttribute('aria-selected', 'true')
      option.scrollIntoView({ block: 'nearest' })
      return input.setAttribute('aria-activedescendant', option.id)
    }

    function close() {
      turn++
      choose(-1)
      panel.hidden = true
      status.textContent = ''
      input.setAttribute('aria-expanded', 'false')
    }

    /** Groups are [label, links]. */
    function show(said, groups) {
      choose(-1)
      const filled = groups.filter(([, links]) => links.length)
      list.replaceChildren(...filled.map(([label, links], place) => element('div', { role: 'group', 'aria-labelledby': `${id}-${place}` },
        element('div', { id: `${id}-${place}`, class: 'shorewise-found-head', role: 'presentation' }, label), ...links)))
      options = [...list.querySelectorAll('a')]
      options.forEach((option, place) => {
        for (const [key, value] of Object.entries({ role: 'option', id: `${id}-option-${place}`, tabindex: '-1', 'aria-selected': 'false' })) option.setAttribute(key, value)
      })
      note.textContent = said
      status.textContent = said
      panel.hidden = false
      panel.scrollTop = 0
      input.setAttribute('aria-expanded', 'true')
    }

    const elsewhere = () => ['Elsewhere', [toAll(form.dataset.names)]]

    /** Show what the query finds; gives back whether it finds anything. */
    async function update() {
      const query = input.value.trim().slice(0, 200)
      const mine = ++turn
      if (!query) { close(); return false }
      let made
      try {
        made = await ready()
      } catch (error) {
        console.error(error)
        if (mine === turn) show('The search could not be loaded. All terms are on one page.', [elsewhere()])
        return false
      }
      if (mine !== turn) return false
      const { groups, hits, near, isMet } = made.search(query)
      if (hits.length) {
        show(`${hits.length} ${hits.length === 1 ? 'result' : 'results'}`, groups.map(({ label, hits }) => [label, hits.map((hit) => link(hit, isMet))]))
      } else {
        show(`Nothing found for “${query}”.`, [['Nearest names', near.map((hit) => link(hit, isMet))], elsewhere()])
      }
      return hits.length > 0
    }

    async function enter() {
      const chosen = options[active]
      if (chosen && !panel.hidden) return chosen.click()
      return await update() && options[0].click()
    }

    const keys = {
      ArrowDown: () => panel.hidden ? update() : choose(active + 1 < options.length ? active + 1 : -1),
      ArrowUp: () => panel.hidden ? update() : choose(active < 0 ? options.length - 1 : active - 1),
      Enter: enter,
      Escape: () => {
        if (!panel.hidden) close()
        else if (input.value) input.value = ''
        else opener.close()
      },
    }
    input.addEventListener('keydown', (event) => {
      if (event.key === 'Tab') close()  // Before a browser takes the list, which scrolls, for the next stop.
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(keys, event.key)) return
      event.preventDefault()
      keys[event.key]()
    })
    input.addEventListener('input', update)
    input.addEventListener('focus', () => { ready().catch(() => {}); if (input.value) update() })
    input.addEventListener('click', () => { if (panel.hidden && input.value) update() })
    form.addEventListener('submit', (event) => { event.preventDefault(); enter() })
    list.addEventListener('click', (event) => { if (event.target.closest('a')) close() })  // It may lead to a place on this page.
    panel.addEventListener('pointerdown', (event) => event.preventDefault())  // The words stay in focus.
    document.addEventListener('pointerdown', (event) => { if (!root.contains(event.target)) { close(); opener.close(false) } })
    root.addEventListener('focusout', (event) => {
      if (event.relatedTarget && !root.contains(event.relatedTarget)) { close(); opener.close(false) }
    })

    const open = (query) => {
      opener.open()
      if (query !== undefined) input.value = query
      input.focus()
      return query === undefined ? undefined : update()
    }
    return { open }
  }

  /** On a narrow screen the box in the header is a button first. */
  function openOnPhone(root, input, closeList) {
    const way = root.querySelector('.shorewise-search-open')
    if (!way) return { open() {}, close() {} }
    const button = element('button', { type: 'button', class: way.className, 'aria-label': 'Search', 'aria-expanded': 'false' }, ...way.childNodes)
    way.replaceWith(button)
    const shut = root.querySelector('.shorewise-search-close')
    const set = (isOpen) => {
      root.classList.toggle('shorewise-search-opened', isOpen)
      button.setAttribute('aria-expanded', String(isOpen))
    }
    const open = () => set(true)
    const close = (back = true) => {
      const was = root.classList.contains('shorewise-search-opened')
      set(false)
      if (was && back && button.offsetParent) button.focus()
    }
    button.addEventListener('click', () => { open(); input.focus() })
    shut?.addEventListener('click', () => { closeList(); close() })
    return { open, close }
  }

  // --- the page

  const typing = (target) => target.closest?.('input, textarea, select, [contenteditable]:not([contenteditable="false"])')

  function slash(box) {
    document.addEventListener('keydown', (event) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return
      event.preventDefault()
      box.open()
    })
  }

  /** At /go/ the first hit is opened at once; where there is none the box shows what is near. */
  async function jump(query, box) {
    try {
      const [hit] = (await ready()).search(query).hits
      if (hit) return location.replace(site.address(hit.address))
    } catch { /* The box says so. */ }
    return box.open(query)
  }

  /** The last part of an address in words. */
  function asked(path) {
    const part = path.replace(/\/(?:index\.html)?$/, '').split('/').pop().replace(/\.\w+$/, '')
    try { return decodeURIComponent(part).replace(/[-_+]+/g, ' ').trim() } catch { return part }
  }

  async function nearMatches(section) {
    const query = asked(location.pathname)
    if (!query) return
    const { hits, near, isMet } = (await ready()).search(query)
    const found = (hits.length ? hits.filter((hit) => !hit.isText) : near).slice(0, 5)
    section.querySelector('ul').replaceChildren(...found.map((hit) => element('li', {}, link(hit, isMet))))
    section.hidden = !found.length
  }

  function start() {
    if (onDisk) mendLinks()
    const made = [...document.querySelectorAll('.shorewise-search')].map((root) => ({ root, box: enhance(root) })).filter(({ box }) => box)
    const header = made.find(({ root }) => root.closest('header'))?.box ?? made[0]?.box
    const large = made.find(({ root }) => !root.closest('header'))?.box ?? header
    if (header) slash(header)
    const asks = new URLSearchParams(location.search)
    const here = new URL(site.address('go/')).pathname
    const goes = location.pathname === here ? asks.get('t') || asks.get('q') : ''
    if (goes && large) jump(goes, large)
    else if (asks.get('q') && large) large.open(asks.get('q'))
    // What few readers open is loaded when it is.
    document.querySelector('.shorewise-embed')?.addEventListener('toggle', () => load('embed.js').catch(() => {}), { once: true })
    const section = document.querySelector('[data-shorewise-near]')
    if (section) nearMatches(section).catch(() => {})
  }

  start()
})()
