/** docs/runbook.md has one article for each alarm, and each alarm links to its article. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { synthesise } from '../lib/synthesised.ts'

const page = readFileSync(resolve(import.meta.dirname, '../../docs/runbook.md'), 'utf8')
const articles = page
  .split(/^### /m)
  .slice(1)
  .map((article) => {
    const [name = '', ...lines] = (article.split(/^## /m)[0] ?? '').split('\n')
    return { name, text: lines.join('\n') }
  })
const names = articles.map(({ name }) => name)

const alarms = synthesise('production')
  .all('AWS::CloudWatch::Alarm')
  .map(({ properties }) => ({
    name: String(properties.AlarmName).replace('sealform-production-', ''),
    article: / What to do: docs\/runbook\.md#([\w-]+)$/.exec(String(properties.AlarmDescription))?.[1] ?? '',
    description: String(properties.AlarmDescription),
  }))

describe('the runbook', () => {
  test('has exactly one article for each alarm', () => {
    expect(alarms.length).toBeGreaterThan(40)
    expect([...names].sort()).toEqual([...new Set(alarms.map(({ article }) => article))].sort())
  })

  test.each(alarms)('has the article to which the alarm $name links, with a matching name', ({ name, article }) => {
    expect(names).toContain(article)
    expect(name === article || name.startsWith(`${article}-`)).toBe(true)
  })

  test.each(articles)(
    'says for $name what it means, where to look, what causes it and how to resolve it',
    ({ text }) => {
      const parts = [...text.matchAll(/^\* \*\*(.+?)\.\*\*/gm)].map(([, part]) => part)
      expect(parts).toEqual(['Meaning', 'Look first', 'Causes', 'End it'])
    },
  )

  test('has links that fit into the descriptions of the alarms', () => {
    expect(Math.max(...alarms.map(({ description }) => description.length))).toBeLessThanOrEqual(1_024)
  })
})
