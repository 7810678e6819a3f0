/** What can be measured of WCAG 2.2 in a real layout: reflow, text that grows, spacing that a reader sets, size of targets. */
import type { Page } from 'playwright-core'

/** What sticks out of the window sideways, and text that is cut off; each by its element. */
export const overflowScript = `(() => {
  const wide = document.documentElement.scrollWidth > innerWidth ? ['the page is ' + document.documentElement.scrollWidth + ' px wide'] : []
  const named = (element) => element.tagName.toLowerCase() + (element.id && '#' + element.id) + (element.className && '.' + element.className)
  const cut = [...document.querySelectorAll('main *, dialog *')].filter((element) => {
    const { overflowX, clipPath } = getComputedStyle(element)
    const isMeantToBeHidden = clipPath !== 'none' || element.matches('input, textarea, select, option')
    return !isMeantToBeHidden && overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1
  })
  const out = [...document.querySelectorAll('button, input, select, textarea, a, img')].filter((element) => {
    const { left, right, width } = element.getBoundingClientRect()
    return width > 0 && (left < -1 || right > innerWidth + 1)
  })
  return [...wide, ...cut.map((element) => named(element) + ' is cut off'), ...out.map((element) => named(element) + ' sticks out')]
})()`

/** WCAG 2.5.8: 24 by 24 CSS pixels. Links inside of a sentence may be smaller; the page has none. */
const smallTargetsScript = `[...document.querySelectorAll('button, a[href], input, select, textarea, label.choice')]
  .map((element) => [element, element.getBoundingClientRect()])
  .filter(([element, { width, height }]) => width > 0 && !(element.type === 'radio' && element.closest('label')) && (width < 24 || height < 24))
  .map(([element, { width, height }]) => 'target ' + (element.id || element.textContent) + ' is ' + width + ' by ' + height)`

/** WCAG 1.4.12, as a reader's own style sheet sets it: constructed, because the page lets no other in. */
const textSpacingScript = `(() => {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }')
  document.adoptedStyleSheets = [sheet]
})()`

const evaluateFindings = (page: Page, expression: string, where: string): Promise<readonly string[]> =>
  page.evaluate<readonly string[]>(expression).then((all) => all.map((one) => `${where}: ${one}`))

const phoneViewport = { width: 320, height: 640 }

/** Leaves the page as it was. */
export const layoutFindings = async (page: Page): Promise<readonly string[]> => {
  const usual = page.viewportSize() ?? phoneViewport
  const findings = [...(await evaluateFindings(page, smallTargetsScript, 'usual'))]
  await page.setViewportSize(phoneViewport)
  findings.push(
    ...(await evaluateFindings(page, overflowScript, '320 px')),
    ...(await evaluateFindings(page, smallTargetsScript, '320 px')),
  )
  await page.evaluate(textSpacingScript)
  findings.push(...(await evaluateFindings(page, overflowScript, '320 px, spaced')))
  await page.evaluate('document.adoptedStyleSheets = []')
  await page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
  findings.push(...(await evaluateFindings(page, overflowScript, '320 px, text at 200 %')))
  await page.setViewportSize(usual)
  findings.push(...(await evaluateFindings(page, overflowScript, 'text at 200 %')))
  await page.evaluate("document.documentElement.style.removeProperty('font-size')")
  return findings
}
