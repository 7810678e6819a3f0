/** docs/decisions: each page has a number, a status and a date, and is listed. */
import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'

const folder = resolve(import.meta.dirname, '../../docs/decisions')
const pages = globSync('0*.md', { cwd: folder }).sort()
const list = readFileSync(resolve(folder, 'README.md'), 'utf8')

test.each(pages)('the decision %s has a number, a status, a date and a line in the list of decisions', (file) => {
  const text = readFileSync(resolve(folder, file), 'utf8')
  const number = Number(file.slice(0, 4))
  expect(text).toMatch(
    new RegExp(`^# ${number}\\. .+\\n\\nStatus: (accepted|replaced by .+)\\. Date: 20\\d\\d-\\d\\d-\\d\\d\\.`),
  )
  expect(list).toContain(`](${file})`)
})
