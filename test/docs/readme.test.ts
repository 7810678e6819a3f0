/** README.md: short enough to read, and consistent with the files that it quotes. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const read = (path: string): string => readFileSync(resolve(root, path), 'utf8')

test('the README has at most 700 words, an image with alternative text, and both start commands', () => {
  const readme = read('README.md')
  expect(readme.split(/\s+/).length).toBeLessThanOrEqual(700)
  expect(readme).toMatch(/^!\[[^\]]{60,}\]\(docs\/demo\.webp\)$/m)
  for (const command of ['npm install && npm start ', 'npm install && npm test ']) expect(readme).toContain(command)
})

/** The rows of a stage in the summary of docs/cost.md, by Region: dollars a month when idle, and for a million forms. */
const costsOf = (stage: string) => {
  const row = new RegExp(`^\\| ${stage}, \\S+ \\| ([\\d.]+) \\| ([\\d.]+) \\|`, 'gm')
  const rows = [...read('docs/cost.md').matchAll(row)]
  return { idle: rows.map(([, idle]) => Number(idle)), million: rows.map(([, , million]) => Number(million)) }
}

test.each(['README.md', 'docs/README.md'])('%s has the same prices as docs/cost.md', (page) => {
  const demo = costsOf('demo')
  const production = costsOf('production')
  const ranges = [demo.idle, production.idle, [...demo.million, ...production.million]].map((costs) => ({
    from: Math.floor(Math.min(...costs) / 10) * 10,
    to: Math.ceil(Math.max(...costs) / 10) * 10,
  }))
  const quoted = [...read(page).matchAll(/\$(\d+)/g)].map(([, dollars]) => Number(dollars))
  expect(quoted).toHaveLength(ranges.length)
  const wrong = quoted.filter(
    (price, index) => !(price >= (ranges[index]?.from ?? 0) && price <= (ranges[index]?.to ?? 0)),
  )
  expect(wrong).toEqual([])
})
