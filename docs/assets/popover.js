// The definition of a term, beside a link to it: on hover, on keyboard focus, and at the first tap of a finger; a second
// tap follows the link. Escape, or leaving both, closes it. The link leads on by itself, with a keyboard and without a
// script, so that nothing in here is a stop of its own. Definitions come from search-data.js, loaded at the first need.
(() => {
  'use strict'

  if (!HTMLElement.prototype.showPopover) return
  const LINK = 'a.shorewise-term'
  const WAIT = 300  // A pointer on its way elsewhere opens nothing,
  const STAY = 250  // and has time to reach the definition.
  const EDGE = 8
  const OWN = document.currentScript.src
  const ROOT = new URL('../', OWN).href
  const site = globalThis.shorewise = globalThis.shorewise || {}

  // --- what there is to say

  /** The data of the search box, loaded once for all that want it. */
  site.data ??= () => site.loading ??= new Promise((resolve, reject) => {
    const script = document.createElement('script')
    script.src = new URL('search-data.js', OWN).href
    script.onload = () => resolve(site)
    script.onerror = () => {
      script.remove()
      site.loading = undefined
      reject(new Error('cannot load search-data.js'))
    }
    document.head.append(script)
  })

  /** The page that an address means, as the data writes it: `terms/x/`, whatever the form of the address. */
  function page(href) {
    const path = new URL(href, document.baseURI).href.split(/[?#]/)[0]
    return path.startsWith(ROOT) ? path.slice(ROOT.length).replace(/(^|\/)index\.html$/, '$1').replace(/\.html$/, '/') : null
  }

  /** What is known of the term that a link leads to; nothing on its own page, or when there is no data. */
  async function entry(link) {
    const wanted = page(link.href)
    if (!wanted || wanted === page(location.href)) return null
    const { entries } = await site.data().catch(() => ({}))
    return entries?.find((each) => each.u === wanted && each.d) ?? null
  }

  // --- the popover, one for all links

  const element = (name, attributes, ...children) => {
    const made = document.createElement(name)
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
    made.append(...children)
    return made
  }
  const name = element('strong', { id: 'shorewise-popover-name' })
  const definition = element('p', { id: 'shorewise-popover-definition' })
  const more = element('a', { tabindex: '-1' }, 'Read more')
  const popover = element('div', {
    class: 'shorewise-popover', popover: 'manual', role: 'group', 'aria-labelledby': name.id,
  }, name, definition, more)

  let shown = null  // the link whose definition is open
  let wanted = null  // the link whose definition is to be open
  let timer
  let pointer = { kind: '', at: null, wasOpen: false }

  async function open(link, at = null) {
    wanted = link
    if (shown === link) return true
    const found = await entry(link)
    if (wanted !== link || !link.isConnected) return true
    close()
    if (!found) return false
    wanted = shown = link
    name.textContent = found.t
    definition.textContent = found.d
    more.href = link.href
    const home = link.closest('article, main') ?? document.body
    if (popover.parentElement !== home) home.append(popover)
    popover.showPopover()
    describe(link, true)
    place(link, at)
    return true
  }

  function close() {
    clearTimeout(timer)
    wanted = null
    if (!shown) return
    describe(shown, false)
    shown = null
    popover.hidePopover()
  }

  /** Add the definition to what describes a link, or take it away. */
  function describe(link, on) {
    const ids = (link.getAttribute('aria-describedby') ?? '').split(/\s+/).filter((id) => id && id !== definition.id)
    if (on) ids.push(definition.id)
    if (ids.length) link.setAttribute('aria-describedby', ids.join(' '))
    else link.removeAttribute('aria-describedby')
  }

  /** Below the line of the link that was pointed at, or above it where there is no room. */
  function place(link, at) {
    const lines = [...link.getClientRects()]
    const line = lines.find((each) => at && each.top <= at.y && at.y <= each.bottom) ?? lines[0]
    if (!line) return close()
    const { width, height } = popover.getBoundingClientRect()
    const { clientWidth, clientHeight } = document.documentElement
    const below = line.bottom + 4
    const fits = below + height + EDGE <= clientHeight || line.top - 4 - height < EDGE
    popover.style.left = `${Math.max(EDGE, Math.min(line.left, clientWidth - width - EDGE))}px`
    popover.style.top = `${fits ? below : line.top - 4 - height}px`
  }

  // --- pointer, keyboard, finger

  const linkOf = (target) => target?.closest?.(LINK) ?? null
  const isInside = (target) => target instanceof Node && (popover.contains(target) || Boolean(shown?.contains(target)))
  const later = (wait, act) => {
    clearTimeout(timer)
    timer = setTimeout(act, wait)
  }

  document.addEventListener('pointerover', (event) => {
    if (event.pointerType === 'touch') return
    const link = linkOf(event.target)
    if (isInside(event.target)) clearTimeout(timer)
    else if (link) later(WAIT, () => open(link, { y: event.clientY }))
  })

  document.addEventListener('pointerout', (event) => {
    if (event.pointerType === 'touch' || isInside(event.relatedTarget)) return
    if (!shown && !wanted) clearTimeout(timer)
    else if (isInside(event.target) || linkOf(event.target)) {
      later(STAY, () => { if (document.activeElement !== shown || !shown?.matches(':focus-visible')) close() })
    }
  })

  document.addEventListener('focusin', (event) => {
    const link = linkOf(event.target)
    if (link?.matches(':focus-visible')) {
      clearTimeout(timer)
      open(link)
    }
  })

  document.addEventListener('focusout', (event) => {
    if (linkOf(event.target) && !popover.matches(':hover') && !isInside(event.relatedTarget)) close()
  })

  document.addEventListener('pointerdown', (event) => {
    pointer = { kind: event.pointerType, at: { y: event.clientY }, wasOpen: Boolean(shown) && linkOf(event.target) === shown }
    if (!isInside(event.target)) close()
  }, true)

  document.addEventListener('click', (event) => {
    const link = linkOf(event.target)
    const plain = !event.defaultPrevented && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey
    if (!link || pointer.kind !== 'touch' || pointer.wasOpen || !plain || !event.detail) return
    if (!page(link.href) || site.entries?.every((each) => each.u !== page(link.href))) return
    event.preventDefault()
    open(link, pointer.at).then((done) => { if (!done) location.assign(link.href) })
  })

  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close()
  })

  const moved = () => { if (shown) place(shown, null) }
  addEventListener('scroll', moved, { passive: true, capture: true })
  addEventListener('resize', moved)
})()
