// <shorewise-term term="..."><a href="...">words</a></shorewise-term>: the definition beside the link, on hover, on
// keyboard focus, and at the first tap of a finger. Escape, or leaving both, closes it. Without this script the link is
// a link. Everything it says is in this file: it loads nothing, and works under a policy that allows only this file.
(() => {
  'use strict'
  const { name, version, terms } = /* DATA */null
  const TAG = 'shorewise-term'
  if (customElements.get(TAG)) return

  const looks = new CSSStyleSheet()
  looks.replaceSync(`
    :host { display: inline; }
    [role=tooltip] {
      position: fixed; inset: auto; margin: 0; box-sizing: border-box; width: max-content; max-width: min(24rem, calc(100vw - 1rem));
      padding: .6em .8em; border: 1px solid currentColor; border-radius: .4em;
      font: inherit; font-size: .9em; font-weight: normal; font-style: normal; line-height: 1.4; text-align: start;
      letter-spacing: normal; text-transform: none; white-space: normal; color: inherit;
    }
    small { display: block; margin-top: .4em; }
    @media print { [role=tooltip] { display: none; } }
  `)

  /** The colour behind an element, so that words in the page's own colour can be read on it. */
  function ground(element) {
    for (let each = element; each; each = each.parentElement ?? each.getRootNode().host) {
      const colour = getComputedStyle(each).backgroundColor
      if (colour !== 'transparent' && !/, 0\)$/.test(colour)) return colour
    }
    return 'Canvas'
  }

  class Term extends HTMLElement {
    connectedCallback() {
      const found = terms[this.getAttribute('term')]
      const link = this.querySelector('a[href]')
      if (!found || !link || this.shadowRoot) return
      const [preferred, definition] = found
      const box = document.createElement('div')
      const head = document.createElement('strong')
      const source = document.createElement('small')
      head.textContent = preferred
      source.textContent = `${name} ${version}`
      box.append(head, `: ${definition}`, source)
      for (const [key, value] of Object.entries({ role: 'tooltip', popover: 'manual', 'aria-hidden': 'true' })) box.setAttribute(key, value)
      const shadow = this.attachShadow({ mode: 'open' })
      shadow.adoptedStyleSheets = [looks]
      shadow.append(document.createElement('slot'), box)
      if (!link.hasAttribute('aria-describedby')) link.setAttribute('aria-description', `${preferred}: ${definition}`)
      this.#listen(link, box)
    }

    #listen(link, box) {
      let later, isOpen = false
      const open = () => {
        clearTimeout(later)
        if (isOpen) return
        isOpen = true
        box.style.background = ground(this)
        box.showPopover?.()
        const { left, top, bottom } = link.getBoundingClientRect()
        const { width, height } = box.getBoundingClientRect()
        box.style.left = `${Math.max(8, Math.min(left, document.documentElement.clientWidth - width - 8))}px`
        box.style.top = `${bottom + height > innerHeight && top > height ? top - height : bottom}px`
        document.addEventListener('keydown', escape)
        document.addEventListener('pointerdown', elsewhere)
      }
      const close = () => {
        clearTimeout(later)
        isOpen = false
        box.hidePopover?.()
        document.removeEventListener('keydown', escape)
        document.removeEventListener('pointerdown', elsewhere)
      }
      const soon = () => { clearTimeout(later); later = setTimeout(close, 250) }
      const escape = (event) => { if (event.key === 'Escape') close() }
      const elsewhere = (event) => { if (!event.composedPath().includes(this)) close() }
      for (const part of [link, box]) {
        part.addEventListener('pointerenter', (event) => { if (event.pointerType !== 'touch') open() })
        part.addEventListener('pointerleave', (event) => { if (event.pointerType !== 'touch') soon() })
      }
      link.addEventListener('focus', () => { if (link.matches(':focus-visible')) open() })
      link.addEventListener('blur', soon)
      link.addEventListener('click', (event) => {
        if (event.pointerType === 'touch' && !isOpen) { event.preventDefault(); open() }
      })
      addEventListener('scroll', () => { if (isOpen) close() }, { passive: true, capture: true })
    }
  }
  customElements.define(TAG, Term)
})()
