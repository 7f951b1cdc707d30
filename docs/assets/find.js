// Everything that fits a query, with the reason. Knows no term of any field: names and texts are those of search-data.js.
// `finder` answers as macros/shorewise/find.py does; MiniSearch finds the words of texts.
(() => {
  'use strict'

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

  globalThis.shorewise.searcher = searcher
})()
