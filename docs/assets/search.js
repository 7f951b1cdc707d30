// The search box: in the header of every page, large on some, and what stands behind /go/ and "no such page".
// Knows no term of any field: names and texts come from search-data.js (macros/shorewise/search.py), which is loaded
// together with MiniSearch when somebody is about to search. `finder` answers as macros/shorewise/find.py does.
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
    await Promise.all([site.data(), load('minisearch/minisearch.min.js')])
    return engine ??= searcher(site)
  }

  // --- words

  /** Without accents. */
  const bare = (text) => text.normalize('NFD').replace(/\p{M}/gu, '')
  const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+/gu

  function language({ versus, articles, about, joining, american }) {
    const skipped = new Set(articles)
    const asking = new Set(about)
    const silent = new Set([...articles, ...about, ...joining, ...versus])
    const between = new RegExp(`\\b(?:${versus.join('|')})\\b`)
    const british = (text) => american.reduce((made, [from, to]) => made.replaceAll(from, to), text)
    const words = (text) => (bare(text).toLowerCase().match(/[\p{L}\p{N}_&-]+/gu) ?? []).filter((word) => !skipped.has(word))

    /** Words without what may differ: case, blanks, hyphens, articles, American endings, the order around a `vs`. */
    const form = (text) => british(
      text.toLowerCase().split(between).map((side) => words(side).join('').replaceAll('-', '')).sort().join('vs'))
    /** The words of a query that are not about the asking. */
    const core = (text) => words(text).filter((word) => !asking.has(word)).join(' ')

    /** A word without its ending, so that a noun and its verb meet. */
    function stem(word) {
      let made = british(word.toLowerCase())
      if (made.length > 4) made = made.replace(/ies$/, 'y').replace(/([^su])s$/, '$1')
      if (made.length > 5) made = made.replace(/^(.{4,})(?:ing|ed|er)$/, '$1')
      return made.replace(/^(.{3,})e$/, '$1')
    }

    const says = (part) => !silent.has(part.toLowerCase()) || /^\p{Lu}{2,}$/u.test(part)  // `IT` and `US` do, `it` and `us` do not.

    /** The stems of a text. Words joined by a hyphen also count as one; with `joined` so do all neighbours. */
    function stems(text, { joined = false, all = false } = {}) {
      const found = []
      for (const run of bare(text).split(/[^\p{L}\p{N}&\s-]+/u)) {
        const parts = [...run.matchAll(/[\p{L}\p{N}&]+/gu)]
        parts.forEach(([part], place) => {
          if (all || says(part)) found.push(stem(part))
          const next = parts[place + 1]
          if (next && (joined || run[next.index - 1] === '-')) found.push(stem(part + next[0]))
        })
      }
      for (const [run] of text.matchAll(UNSPACED)) {
        for (let place = 0; place < run.length - 1; place++) found.push(run.slice(place, place + 2))
      }
      return found
    }

    const isAsking = (word) => asking.has(word) || versus.includes(word)
    return { words, form, core, stem, stems, isAsking }
  }

  // --- the entry that a query asks for

  function finder(entries, lang) {
    const known = new Map()  // form -> { entry, words, why }; where two entries share one, the first has it
    const ORDER = [['name', 'also', 'abbreviation'], ['asked'], ['avoid', 'misspelling']]
    const isTerm = (entry) => entry.k === 'concepts' || entry.k === 'ambiguous'
    const named = (entry) => [[entry.t, isTerm(entry) ? 'name' : 'title'], ...entry.n]
    const titles = new Map(entries.map((entry) => [lang.form(entry.t), { entry }]))
    const add = (form, hit) => { if (form && !known.has(form)) known.set(form, hit) }
    const enter = (entry, whys) => {
      for (const [words, why] of named(entry)) {
        if (!whys.includes(why)) continue
        add(lang.form(words), { entry, words, why })
        add(`${lang.form(words)}s`, { entry, words, why })
      }
    }
    for (const entry of entries) if (entry.k === 'ambiguous') enter(entry, ['name', 'misspelling'])
    for (const whys of ORDER) for (const entry of entries) enter(entry, whys)

    function exact(query) {
      const hit = known.get(lang.form(query)) ?? titles.get(lang.form(query)) ?? known.get(lang.form(lang.core(query)))
      // Of names that differ in little, the one that was typed.
      const typed = hit?.entry.n.find(([words]) => words.toLowerCase() === query.toLowerCase())
      return typed ? { ...hit, words: typed[0], why: typed[1] } : hit
    }

    /** The names among the words, each with its count of words: the longest name, then what it leaves. */
    function among(words) {
      for (let count = words.length; count > 0; count--) {
        for (let start = 0; start + count <= words.length; start++) {
          const hit = known.get(lang.form(words.slice(start, start + count).join(' ')))
          if (hit) return [{ ...hit, count }, ...among(words.slice(0, start)), ...among(words.slice(start + count))]
        }
      }
      return []
    }

    /** The concepts that an entry stands for. */
    const concepts = (entry) => entry.k === 'concepts' ? [entries.indexOf(entry)] : entry.k === 'ambiguous' ? entry.c : []

    /** The smallest comparison of all these entries; a name with several meanings may stand for any of them. */
    function comparison(hits) {
      const named = [...new Set(hits.map((hit) => hit.entry))]
      const choices = named.map(concepts).reduce((made, ids) => made.flatMap((sofar) => ids.map((id) => [...sofar, id])), [[]])
      const wanted = choices.filter((ids) => ids.length > 1 && new Set(ids).size === named.length)
      return entries
        .filter((entry) => entry.k === 'comparisons' && wanted.some((ids) => ids.every((id) => entry.c.includes(id))))
        .sort((one, other) => one.c.length - other.c.length)[0]
    }

    /** The longest name; among equals a question comes first, then the term under most others. */
    function foremost(hits) {
      const rank = ({ entry, count }) =>
        [count, -concepts(entry).length, concepts(entry).reduce((sum, id) => sum + entries[id].a, 0)]
      const before = (one, other) => {
        const [a, b] = [rank(one), rank(other)]
        const place = a.findIndex((value, index) => value !== b[index])
        return place >= 0 && a[place] > b[place]
      }
      return hits.reduce((best, hit) => !best || before(hit, best) ? hit : best, undefined)
    }

    /** What the names in a query lead to. */
    function partial(query) {
      const hits = among(lang.words(query).slice(0, 24))
      const entry = comparison(hits)
      return entry ? { entry } : foremost(hits)
    }

    /** The entries with a name that begins so, or that holds it: proper, short and wide ones first. */
    const PROPER = { name: 4, also: 2, abbreviation: 2 }
    const worth = ([form, { entry, why }]) => (PROPER[why] ?? 0) + Math.log1p(entry.w ?? 0) - form.length / 10
    const those = (fits) =>
      [...known].filter(([form]) => fits(form)).sort((one, other) => worth(other) - worth(one)).map(([, hit]) => hit)
    const beginning = (query) => { const typed = lang.form(query); return typed.length > 1 ? those((form) => form.startsWith(typed)) : [] }
    const holding = (query) => { const typed = lang.form(query); return typed.length > 3 || UNSPACED.test(typed) ? those((form) => form.includes(typed)) : [] }

    return { exact, partial, beginning, holding, named }
  }

  // --- everything that fits a query

  const WHY = {
    also: (words) => `also called ${words}`,
    abbreviation: (words) => `abbreviation ${words}`,
    avoid: (words) => `do not say ${words}`,
    misspelling: () => 'often misspelt',
    asked: () => 'often looked for in these words',
    mended: () => 'closest to what you typed',
  }
  const reason = ({ why, words } = {}) => WHY[why]?.(words) ?? ''
  const GROUPS = { ambiguous: 'Terms', concepts: 'Terms', comparisons: 'Compare and decide', decisions: 'Compare and decide' }
  const LIMITS = { 'Terms': 6, 'Compare and decide': 4, 'In the text': 5 }
  const typos = (word) => word.length > 7 ? 2 : word.length > 3 ? 1 : false

  /** Made a piece at a time, so that the page answers meanwhile. */
  async function searcher({ entries, passages, words }) {
    const lang = language(words)
    const find = finder(entries, lang)
    const seen = new Set()  // every stem of the site: a word with one of these is not misspelt
    const isEntry = (each) => each.k in GROUPS
    const texts = [...entries.filter((each) => !isEntry(each)), ...passages]

    const index = async (documents, fields, boost) => {
      const made = new MiniSearch({
        fields: [...fields],
        idField: 'place',
        extractField: (each, field) => field === 'place' ? each.place : field === 'n' ? each.each.n.map(([name]) => name).join(' | ') : each.each[field],
        tokenize: (text, field) => {
          const found = lang.stems(text, { joined: field === 't' || field === 'n' })
          found.forEach((stem) => seen.add(stem))
          return found
        },
        processTerm: (term) => term,
        searchOptions: { boost },
      })
      await made.addAllAsync(documents.map((each, place) => ({ each, place })), { chunkSize: 24 })
      return made
    }
    const terms = entries.filter(isEntry)
    const lists = new Set(texts.filter((each) => each.k).map(({ u }) => u.split('#')[0]))
    const isList = (page) => lists.has(page)
    const byEntry = await index(terms, 'tngd', { t: 4, n: 3, g: 1.5 })
    const byText = await index(texts, 'txd', { t: 1.2 })

    // The words of all names, to mend a word with.
    const vocabulary = new Map()
    for (const entry of terms) {
      for (const [name, why] of find.named(entry)) {
        if (why !== 'misspelling') for (const word of lang.words(name)) vocabulary.set(word, Math.max(vocabulary.get(word) ?? 0, 1 + (entry.w ?? 0)))
      }
    }
    const spelling = new MiniSearch({ fields: ['word'], idField: 'word', tokenize: (word) => [word], processTerm: (word) => word })
    await spelling.addAllAsync([...vocabulary.keys()].map((word) => ({ word })), { chunkSize: 100 })
    const isKnown = (word) => vocabulary.has(word) || lang.isAsking(word) || seen.has(lang.stem(word))

    /** The query with the nearest word of a name in place of each word that nobody knows; the last one may be unfinished. */
    function mended(query) {
      const typed = lang.words(query)
      return typed.map((word, place) => {
        if (isKnown(word)) return word
        const whole = word.replaceAll('-', '')
        const swapped = [...whole].map((_, at) => whole.slice(0, at) + whole.slice(at + 1, at + 2) + whole[at] + whole.slice(at + 2))
        const right = swapped.find((other) => vocabulary.has(other))
        if (right) return right
        const found = spelling.search(whole, {
          prefix: place === typed.length - 1 && whole.length > 1,
          fuzzy: typos(whole),
          boostDocument: (other) => (1 + Math.log(vocabulary.get(other))) * (other[0] === whole[0] ? 2 : 1),
        })
        return found[0]?.id ?? word
      }).join(' ')
    }

    const isSame = (query, other) => other === lang.words(query).join(' ')

    function first(query, better) {
      const changed = !isSame(query, better)
      const begun = changed && find.beginning(query)[0]
      const guess = changed && !begun && (find.exact(better) ?? find.partial(better))
      return find.exact(query) ?? (begun || undefined) ?? (guess ? { ...guess, why: guess.entry.c && !guess.words ? '' : 'mended' } : undefined)
        ?? find.partial(query) ?? find.beginning(query)[0]
    }

    /** What is looked for: the words that say something, or all if none does; the last one may be unfinished. */
    function wanted(query) {
      const said = query === query.toUpperCase() ? query.toLowerCase() : query
      const single = lang.stems(said)
      const last = (bare(query).toLowerCase().match(/[\p{L}\p{N}&]+$/u) ?? [''])[0]
      if (!single.length) return { single: lang.stems(said, { all: true }), more: [], open: new Set() }
      return { single, more: [...lang.stems(said, { joined: true }), last], open: new Set([last, lang.stem(last)]), last }
    }

    function matching(made, query, options) {
      const { single, more, open, last } = wanted(query)
      const stems = [...new Set([...single, ...more])].filter(Boolean)
      const found = made.search(stems.join(' '), {
        tokenize: (text) => text.split(' '),
        processTerm: (term) => term,
        prefix: (term) => open.has(term),
        fuzzy: (term) => open.size > 0 && !seen.has(term) && term.length > 5 && typos(term),
        weights: { fuzzy: .35, prefix: last && isKnown(last) ? .2 : .6 },
        ...options,
      })
      const enough = (each) => each.queryTerms.length >= single.length / 3 && each.score > found[0].score / 6
      return found.filter(enough)
    }

    /** The name that the query met, unless the title says it all. */
    function met(entry, { terms }, query) {
      const covered = (text) => {
        const stems = lang.stems(text, { joined: true })
        return wanted(query).single.filter((stem) => terms.includes(stem) && !stems.includes(stem)).length === 0
      }
      const name = covered(entry.t) ? undefined : entry.n.find(([name, why]) => why !== 'misspelling' && covered(name))
      return name && { words: name[0], why: name[1] }
    }

    const hit = (entry, name) => ({
      group: GROUPS[entry.k] ?? 'In the text', address: entry.u, title: entry.t, text: entry.d ?? entry.x, why: reason(name), isText: !isEntry(entry),
    })

    /** Groups of hits, best first; the group of the best hit comes first. Without any, `near` has the nearest names. */
    function search(query) {
      const better = mended(query)
      const best = first(query, better)
      const asked = isSame(query, better) ? query : better
      const found = new Map()
      const add = (each) => { if (!found.has(each.address)) found.set(each.address, each) }
      if (best) add(hit(best.entry, best))
      const holders = find.holding(query).filter((each) => isEntry(each.entry))
      const addHolders = () => { for (const each of holders) add(hit(each.entry, each.why === 'misspelling' ? undefined : each)) }
      if (!best) addHolders()
      const weight = { boostDocument: (place) => 1 + Math.log1p(terms[place].w ?? 0) / 5 }
      for (const each of matching(byEntry, asked, weight)) add(hit(terms[each.id], met(terms[each.id], each, asked)))
      addHolders()
      const marked = new Set()
      const pages = []  // No page fills the list with its sections.
      for (const each of matching(byText, asked, { fuzzy: (term) => !seen.has(term) && term.length > 6 && 1 })) {
        const page = texts[each.id].u.split('#')[0]
        if (isList(page) || pages.filter((other) => other === page).length < 2) {
          each.terms.forEach((term) => marked.add(term))
          add(hit(texts[each.id]))
          pages.push(page)
        }
      }
      const names = [...new Set([best && hit(best.entry).group, ...Object.keys(LIMITS)])].filter(Boolean)
      const groups = names
        .map((label) => ({ label, hits: [...found.values()].filter((each) => each.group === label).slice(0, LIMITS[label]) }))
        .filter(({ hits }) => hits.length)
      return { groups, hits: groups.flatMap(({ hits }) => hits), isMet: (word) => marked.has(lang.stem(bare(word))), near: groups.length ? [] : near(query) }
    }

    const near = (query) => matching(byEntry, query, { fuzzy: (term) => term.length > 3 && .34, fields: ['t', 'n'] }).slice(0, 3).map(({ id }) => hit(terms[id]))

    return { search }
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
