// Walk through a decision: one question at a time, with the way lit in the chart and kept in the address.
// Knows no term of any field and holds no second copy: it reads the steps that macros/shorewise/render/decision.py
// writes. In them `data-key` is an answer as the address names it, `data-node` its box in the chart.
(() => {
  'use strict'

  const GONE = 'The path in this address no longer exists: the chart has changed since. Start from the first question.'
  const charts = []
  const known = new WeakSet()

  const element = (name, attributes = {}, ...children) => {
    const made = document.createElement(name)
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
    made.append(...children)
    return made
  }

  const button = (words, press, attributes = {}) => {
    const made = element('button', { type: 'button', ...attributes }, words)
    made.addEventListener('click', press)
    return made
  }

  const copies = (holder) => [...(holder?.childNodes ?? [])].map((node) => node.cloneNode(true))

  // --- the steps

  /** The steps as a tree: { key, node, said, question, help, result, ways, parent }. */
  function read(holder, parent) {
    const part = (selector) => holder.querySelector(`:scope > ${selector}`)
    const { key, node } = holder.dataset
    const step = { key, node, parent, said: part('summary')?.textContent, question: part('p > strong')?.textContent,
      help: part('p > small'), result: part('.shorewise-result') }
    step.ways = [...holder.querySelectorAll(':scope > details')].map((way) => read(way, step))
    return step
  }

  const all = (step) => [step, ...step.ways.flatMap(all)]

  /** The answers that lead to a step, the first one first. */
  const trail = (step) => step.parent ? [...trail(step.parent), step] : []

  /** How many questions there are at most from a step on. */
  const left = (step) => step.ways.length ? 1 + Math.max(...step.ways.map(left)) : 0

  // --- the address

  /** The step that the address names: the first one when it names none, null when there is no such step any more. */
  function asked(chart) {
    const written = new URLSearchParams(location.search).get(chart.parameter)
    if (!written) return chart.first
    return written.split(',').reduce((step, key) => step?.ways.find((way) => way.key === key) ?? null, chart.first)
  }

  function record(chart) {
    const others = new URLSearchParams(location.search)
    others.delete(chart.parameter)
    const keys = trail(chart.step).map((step) => step.key).join(',')
    const query = [others.toString(), keys && `${chart.parameter}=${keys}`].filter(Boolean).join('&')
    try {
      history.pushState(null, '', `${location.pathname}${query && `?${query}`}`)
    } catch { /* In a frame without an address of its own the walk goes on without one. */ }
  }

  // --- the panel

  function progress(step) {
    const done = trail(step).length
    if (step.result) return `Answer after ${done} question${done === 1 ? '' : 's'}`
    return `Question ${done + 1} of at most ${done + left(step)}`
  }

  /** What a step asks or, at an end, the names of the results. */
  function headline(step) {
    if (!step.result) return step.question
    return [...step.result.children].map((each) => each.dataset.name.replace(/^./, (first) => first.toUpperCase())).join(' · ')
  }

  function question(chart) {
    const { step } = chart
    const answers = step.ways.map((way) => element('li', {}, button(way.said, () => choose(chart, way))))
    return [
      step.help ? element('p', {}, ...copies(step.help)) : '',
      element('ul', { class: 'shorewise-walk-answers', 'aria-labelledby': chart.heading }, ...answers),
    ]
  }

  function end(chart) {
    const list = chart.step.result.cloneNode(true)
    return [list, element('p', { class: 'shorewise-walk-tools' }, ...copying('Copy the address of this path', () => location.href))]
  }

  function taken(chart) {
    const steps = trail(chart.step)
    if (!steps.length) return ''
    const lines = steps.map((step) => element('li', {}, element('span', {}, step.parent.question), ' ',
      element('strong', {}, step.said), ' ',
      button('Change', () => choose(chart, step.parent), { 'aria-label': `Change the answer to: ${step.parent.question}` })))
    return element('div', { class: 'shorewise-walk-trail' },
      element('p', { id: `${chart.heading}-trail` }, 'Your answers so far'),
      element('ol', { 'aria-labelledby': `${chart.heading}-trail` }, ...lines),
      button('Start again', () => choose(chart, chart.first)))
  }

  function fill(chart, gone) {
    const { step } = chart
    const axis = [...chart.boxes.get(step.node)?.classList ?? []].filter((name) => name.startsWith('shorewise-axis-'))
    chart.content.className = ['shorewise-walk-content', step.result ? 'shorewise-walk-end' : '', ...axis].join(' ').trim()
    chart.content.replaceChildren(
      element('div', {},
        gone ? element('p', { class: 'shorewise-walk-gone' }, GONE) : '',
        element('p', { class: 'shorewise-walk-count' }, progress(step)),
        element('h2', { id: chart.heading, tabindex: '-1' }, headline(step)),
        ...(step.result ? end(chart) : question(chart))),
      taken(chart))
  }

  // --- the chart

  function light(chart) {
    const { step, drawing } = chart
    if (!drawing) return
    const steps = trail(step)
    const way = new Set([chart.first, ...steps].map((each) => each.node))
    const next = new Set(step.ways.map((each) => each.node))
    drawing.classList.toggle('shorewise-walked', steps.length > 0)
    for (const part of drawing.querySelectorAll('[data-node], [data-to]')) {
      const node = part.dataset.node ?? part.dataset.to
      part.classList.toggle('shorewise-lit', way.has(node))
      part.classList.toggle('shorewise-open', next.has(node))
    }
    for (const each of chart.steps.values()) operable(chart, each, way)
  }

  /** The box of an answer to a question that was asked is a button; the others would be many stops for nothing. */
  function operable(chart, step, way) {
    const area = chart.boxes.get(step.node)?.querySelector('rect')
    if (!area || !step.parent) return
    const attributes = { role: 'button', tabindex: '0', 'aria-pressed': String(way.has(step.node)),
      'aria-label': `${step.parent.question} ${step.said}` }
    for (const [name, value] of Object.entries(attributes)) {
      if (way.has(step.parent.node)) area.setAttribute(name, value)
      else area.removeAttribute(name)
    }
  }

  /** A chart that is wider than its figure is moved to where the walk stands. */
  function bring(chart) {
    const { figure, step } = chart
    const box = chart.boxes.get(step.node)?.getBoundingClientRect()
    if (!box || figure.scrollWidth <= figure.clientWidth) return
    const frame = figure.getBoundingClientRect()
    figure.scrollLeft += box.left + box.width / 2 - frame.left - frame.width / 2
  }

  function listen(chart) {
    const press = (event) => {
      const step = chart.steps.get(event.target.closest('[data-node]')?.dataset.node)
      if (!step || event.target.closest('a')) return
      event.preventDefault()
      choose(chart, step, true)
    }
    chart.drawing.addEventListener('click', press)
    chart.drawing.addEventListener('keydown', (event) => {
      if (event.target.matches('rect') && ['Enter', ' '].includes(event.key)) press(event)
    })
  }

  // --- going

  function show(chart, step, gone = false) {
    chart.step = step
    fill(chart, gone)
    light(chart)
  }

  /** Somebody goes to a step. In the chart the focus stays in the chart; in the panel it goes on to the new heading. */
  function choose(chart, step, inChart = false) {
    if (step === chart.step) return
    show(chart, step)
    record(chart)
    chart.status.textContent = inChart ? `${progress(step)}: ${headline(step)}` : progress(step)
    if (!inChart) document.getElementById(chart.heading).focus()
    if (!inChart) bring(chart)
  }

  /** Back and forward. */
  function restore(chart) {
    const step = asked(chart)
    if (step === chart.step) return
    const focused = chart.panel.contains(document.activeElement)
    show(chart, step ?? chart.first, !step)
    chart.status.textContent = progress(chart.step)
    if (focused) document.getElementById(chart.heading).focus()
    bring(chart)
  }

  // --- copying

  async function copy(words) {
    try {
      await navigator.clipboard.writeText(words)
    } catch {  // Pages that are not served over https may not use the clipboard so.
      const field = element('textarea', { 'aria-hidden': 'true' })
      field.value = words
      document.body.append(field)
      field.select()
      const done = document.execCommand('copy')
      field.remove()
      if (!done) throw new Error('not allowed')
    }
  }

  function copying(label, words) {
    const said = element('span', { role: 'status' })
    const press = async (event) => {
      const from = event.currentTarget
      said.textContent = ''
      said.textContent = await copy(words()).then(() => 'Copied.', () => 'The browser does not allow it. Copy it by hand.')
      from.focus()
    }
    return [button(label, press), ' ', said]
  }

  // --- starting

  function chartOf(block, single) {
    const first = read(block.querySelector('.shorewise-steps'), null)
    const figure = block.querySelector('.shorewise-chart')
    const id = block.dataset.decision
    return {
      first, figure,
      step: first,
      steps: new Map(all(first).map((step) => [step.node, step])),
      drawing: figure?.querySelector('svg'),
      boxes: new Map([...figure?.querySelectorAll('[data-node]') ?? []].map((box) => [box.dataset.node, box])),
      parameter: single ? 'path' : `path-${id}`,
      heading: `${id}-asked`,
      panel: block.querySelector('.shorewise-walk'),
      content: element('div'),
      status: element('p', { role: 'status', class: 'shorewise-walk-status' }),
    }
  }

  function start(block, single) {
    const chart = chartOf(block, single)
    chart.panel.replaceChildren(chart.content, chart.status)
    if (chart.drawing) {
      listen(chart)
      chart.figure.before(unfolding(chart))
    }
    const step = asked(chart)
    show(chart, step ?? chart.first, !step)
    if (chart.drawing) bring(chart)
    charts.push(chart)
  }

  /** On a narrow screen the chart is folded away; this button shows it. */
  function unfolding(chart) {
    const made = button('Show the whole chart', () => {
      const shown = chart.figure.classList.toggle('shorewise-shown')
      made.setAttribute('aria-expanded', String(shown))
      bring(chart)
    }, { class: 'shorewise-unfold', 'aria-expanded': 'false' })
    return made
  }

  function offerSource(details) {
    const code = details.querySelector('code')
    if (code) details.append(element('p', { class: 'shorewise-walk-tools' }, ...copying('Copy', () => code.textContent)))
  }

  /** Start what was not started yet; with instant navigation once for each page. */
  function begin() {
    const blocks = [...document.querySelectorAll('.shorewise-decision')]
    const fresh = (holder) => !known.has(holder) && known.add(holder)
    for (const block of blocks) {
      if (fresh(block) && block.querySelector('.shorewise-walk') && block.querySelector('.shorewise-steps')) start(block, blocks.length === 1)
    }
    for (const details of document.querySelectorAll('.shorewise-mermaid')) if (fresh(details)) offerSource(details)
  }

  addEventListener('popstate', () => charts.filter((chart) => chart.panel.isConnected).forEach(restore))

  /** On paper every step is open. Most browsers do so by style; in the others the steps are opened and closed again. */
  if (!CSS.supports('selector(::details-content)')) {
    let opened = []
    addEventListener('beforeprint', () => {
      opened = [...document.querySelectorAll('.shorewise-steps details:not([open]), .shorewise-worked details:not([open])')]
      for (const details of opened) details.open = true
    })
    addEventListener('afterprint', () => { for (const details of opened) details.open = false })
  }

  begin()
  globalThis.document$?.subscribe?.(begin)
})()
