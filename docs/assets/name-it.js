// What do you call it? Reads the regions that the page carries and names the case that the form describes.
// Knows no term of any field: everything it says comes from the page. It reasons as macros/shorewise/reason.py does.

/** Whether a region allows a value: a dimension that it does not limit allows all. */
const allows = (region, dimension, value) => !(dimension in region) || region[dimension].includes(value)

/** Whether the first region lies within the second. */
const within = (one, other) =>
  Object.entries(other).every(([dimension, values]) =>
    dimension in one && one[dimension].every((value) => values.includes(value)))

/** The dimensions on which a case leaves open, or fails, what a region asks for. */
const open = (region, kase) => Object.keys(region).filter((dimension) => !(dimension in kase))
const failed = (region, kase) =>
  Object.entries(kase).filter(([dimension, value]) => !allows(region, dimension, value)).map(([dimension]) => dimension)

/** What a case is under one reading: { matches, most_specific, possible: { id: dimensions left open } }. */
export function classify(regions, kase) {
  const ids = Object.keys(regions)
  const fitting = ids.filter((id) => failed(regions[id], kase).length === 0)
  const matches = fitting.filter((id) => open(regions[id], kase).length === 0)
  const most_specific = matches.filter((id) =>
    !matches.some((other) => within(regions[other], regions[id]) && !within(regions[id], regions[other])))
  const possible = Object.fromEntries(
    fitting.filter((id) => !matches.includes(id)).map((id) => [id, open(regions[id], kase)]))
  return { matches, most_specific, possible }
}

/** Values of a dimension in words: the label of the group that is exactly these, or their labels. */
function inWords(dimension, values) {
  const group = dimension.groups.find((each) =>
    each.values.length === values.length && each.values.every((value) => values.includes(value)))
  return group ? group.label : values.map((value) => dimension.values[value]).join(' or ')
}

// --- the page

const element = (name, attributes = {}, ...children) => {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  made.append(...children)
  return made
}

/** Words with the first letter small, for use inside a sentence. */
const small = (words) => words[0].toLowerCase() + words.slice(1)

function because(facts, region) {
  const grounds = Object.entries(region).map(([dimension, values]) =>
    `${small(facts.dimensions[dimension].label)}: ${inWords(facts.dimensions[dimension], values)}`)
  return grounds.length ? `because ${grounds.join('; ')}` : 'as every case'
}

function named(facts, reading, id) {
  const { name, href, says } = facts.concepts[id]
  return element('li', {}, element('a', { href }, name), ` ${says} `,
    element('small', {}, because(facts, reading.regions[id])))
}

/** The next question: the one that decides most of what is still possible. */
function next(facts, possible) {
  const counts = {}
  for (const dimensions of Object.values(possible)) for (const each of dimensions) counts[each] = (counts[each] ?? 0) + 1
  const order = Object.keys(facts.dimensions)
  return Object.keys(counts).sort((a, b) => counts[b] - counts[a] || order.indexOf(a) - order.indexOf(b))[0]
}

function answer(facts, kase) {
  const told = facts.readings.map((reading) => ({ reading, verdict: classify(reading.regions, kase) }))
  return told.map(({ reading, verdict }) => {
    const names = verdict.most_specific.filter((id) => id !== facts.root)
    const ask = next(facts, verdict.possible)
    return element('section', {},
      element('h2', {}, `Under the ${reading.label}`),
      names.length
        ? element('ul', {}, ...names.map((id) => named(facts, reading, id)))
        : element('p', {}, 'No name for certain yet.'),
      ask
        ? element('p', {}, element('small', {}, `${Object.keys(verdict.possible).length} more names are possible. `,
          `What would tell most: ${facts.dimensions[ask].question}`))
        : '')
  })
}

function read(form) {
  return Object.fromEntries([...new FormData(form)].filter(([, value]) => value !== ''))
}

function restore(form, facts) {
  for (const [dimension, value] of new URLSearchParams(location.search)) {
    const known = Object.hasOwn(facts.dimensions, dimension) && Object.hasOwn(facts.dimensions[dimension].values, value)
    if (known) form.elements[dimension].value = value
  }
}

function start(root) {
  const facts = JSON.parse(root.querySelector('.shorewise-data').textContent)
  const form = root.querySelector('form')
  const place = root.querySelector('.shorewise-answer')
  const show = () => {
    const kase = read(form)
    const query = new URLSearchParams(kase).toString()
    history.replaceState(null, '', `${location.pathname}${query ? `?${query}` : ''}`)
    place.replaceChildren(...answer(facts, kase))
  }
  restore(form, facts)
  form.addEventListener('change', show)
  form.addEventListener('reset', () => setTimeout(show)) // The form is empty only after its event.
  place.replaceChildren(...answer(facts, read(form)))
}

if (typeof document !== 'undefined') document.querySelectorAll('.shorewise-name-it').forEach(start)
