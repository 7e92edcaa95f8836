// Runs inside a page: it may use nothing from outside. Its value: what is wrong with the page as it stands, in sentences.
;(() => {
  const wrong = []
  const visible = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
  const show = (element) => element.outerHTML.replace(/\s+/g, ' ').slice(0, 140)
  const all = (selector) => [...document.querySelectorAll(selector)]

  const textOfIds = (ids) => (ids ?? '').split(/\s+/).map((id) => document.getElementById(id)?.textContent ?? '')
  const namesItself = 'a, button, [role=button], [role=menuitem], [role=tab]'
  const nameOf = (element) =>
    [
      element.getAttribute('aria-label') ?? '',
      ...textOfIds(element.getAttribute('aria-labelledby')),
      ...[...(element.labels ?? [])].map((label) => label.textContent),
      element.matches(namesItself) ? element.textContent : '',
    ]
      .join('')
      .trim()

  for (const control of all('input:not([type=hidden]), select, textarea, button, a[href], [role=button]')) {
    const shown = visible(control) || (control.matches('input') && control.parentElement && visible(control.parentElement))
    if (shown && !control.closest('[aria-hidden=true]') && !nameOf(control)) wrong.push(`no name: ${show(control)}`)
    if (Number(control.getAttribute('tabindex') ?? 0) > 0) wrong.push(`tabindex above zero: ${show(control)}`)
  }
  for (const image of all('img:not([alt])')) wrong.push(`no alt: ${show(image)}`)
  for (const dialog of all('[role=dialog]').filter(visible)) if (!nameOf(dialog)) wrong.push(`dialog without a name: ${show(dialog)}`)

  const ids = all('[id]').map((element) => element.id)
  for (const id of new Set(ids.filter((id, at) => ids.indexOf(id) !== at))) wrong.push(`id twice: ${id}`)
  const titles = all('h1').filter(visible)
  if (titles.length !== 1) wrong.push(`${titles.length} first headings`)
  if (!document.documentElement.lang) wrong.push('no language')

  const { scrollWidth } = document.documentElement
  if (scrollWidth > innerWidth) {
    const widest = all('body *').findLast((element) => visible(element) && element.getBoundingClientRect().right > innerWidth + 1)
    wrong.push(`scrolls sideways, ${scrollWidth} of ${innerWidth}: ${widest ? show(widest) : ''}`)
  }

  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1)
    canvas.fillStyle = colour
    canvas.fillRect(0, 0, 1, 1)
    return [...canvas.getImageData(0, 0, 1, 1).data]
  }
  const groundOf = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = rgba(getComputedStyle(at).backgroundColor)
      if (colour[3] > 250) return colour
    }
    return [255, 255, 255, 255]
  }
  const luminance = (colour) => {
    const [red, green, blue] = colour
      .slice(0, 3)
      .map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const seen = new Set()
  for (const element of all('body *')) {
    const hasText = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim())
    if (!hasText || !visible(element) || element.closest('[disabled], [data-disabled], [aria-disabled=true]')) continue
    const { color } = getComputedStyle(element)
    const ground = groundOf(element)
    const [lighter, darker] = [luminance(rgba(color)), luminance(ground)].sort((a, b) => b - a)
    const contrast = (lighter + 0.05) / (darker + 0.05)
    const pair = `${color} on ${ground.slice(0, 3)}`
    if (contrast >= 4.5 || seen.has(pair)) continue
    seen.add(pair)
    wrong.push(`contrast ${contrast.toFixed(2)}, ${pair}: ${show(element)}`)
  }

  // What a finger has to hit: 44 px high, the room around the words included. Links inside sentences are as high as their line.
  const upper = all('[role=dialog]').filter(visible).at(-1) ?? document.body
  const isTouched = matchMedia('(pointer: coarse)').matches && innerWidth < 760
  for (const control of isTouched ? upper.querySelectorAll('button, a[href], input, select, textarea') : []) {
    if (!visible(control) || control.closest('p, .sentence, table, [aria-hidden=true]') || control.matches('[href="#page"]')) continue
    control.scrollIntoView({ block: 'center', behavior: 'instant' })
    // The frame of a field and the words of a box belong to it.
    const [label] = control.matches('[type=checkbox], [type=radio]') ? (control.labels ?? []) : []
    const whole = label?.textContent ? label : (control.matches('input') && control.closest('.mantine-Input-wrapper')) || control
    const { left, top, width, height } = whole.getBoundingClientRect()
    const isHit = (distance) => {
      const hit = document.elementFromPoint(left + width / 2, top + height / 2 + distance)
      const around = hit?.closest('button, a, label')
      return hit && (control.contains(hit) || around === control || around?.control === control || around?.contains(control))
    }
    if (width > 1 && height < 44 && !(isHit(-21) && isHit(21))) wrong.push(`too low for a finger, ${Math.round(height)}: ${show(control)}`)
  }
  scrollTo(0, 0)
  return wrong
})()
