/** Runs axe-core in a page or a frame. The debugger loads axe-core, so that all policies of the page stay in force. */
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

const source = readFile(fileURLToPath(new URL('../../../node_modules/axe-core/axe.min.js', import.meta.url)), 'utf8')

/** The rules for WCAG 2.2 AA and earlier versions, and axe's best practices. */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** A page of the kit, or a page or frame of Playwright. */
interface Evaluates {
  evaluate<T>(expression: string): Promise<T>
}

/**
 * Returns each finding as `rule: element`. It omits the cases that axe cannot decide, for example the contrast of text over an
 * image.
 */
export const axeFindings = async (page: Evaluates, leftOut: readonly string[] = []): Promise<readonly string[]> => {
  await page.evaluate(`(() => { ${await source} })()`)
  return page.evaluate<readonly string[]>(`axe.run(document, ${JSON.stringify({
    runOnly: { type: 'tag', values: tags },
    rules: Object.fromEntries(leftOut.map((rule) => [rule, { enabled: false }])),
    resultTypes: ['violations'],
    iframes: false,
  })}).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => id + ': ' + target.join(' ') + ' (' + failureSummary.replace(/\\s+/g, ' ') + ')')))`)
}
