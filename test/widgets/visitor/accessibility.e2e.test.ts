/** Every state of the visitor's page in Chromium. The languages, colours and sizes are in accessibility.full.test.ts. */
import { expect } from 'vitest'
import { axeFindings } from '../../kit/browser/axe.ts'
import { visitorTest as test } from '../../kit/fixtures.ts'
import { pageStates } from './page-states.ts'

/** Replaces the receipt number, which differs in each run. */
const withoutReceiptNumber = (tree: string): string => tree.replace(/SF-\w{4}-\w{4}/g, '<receipt number>')

test('no state of the visitor’s page has an axe violation, and its accessibility tree matches the snapshot', async ({
  stage,
  send,
}) => {
  const findings: string[] = []
  const names: string[] = []
  for await (const { name, page } of pageStates(stage, send, 'en')) {
    names.push(name)
    for (const finding of await axeFindings(page)) findings.push(`${name}: ${finding}`)
    const tree = withoutReceiptNumber(await page.locator('body').ariaSnapshot())
    await expect(`${tree}\n`).toMatchFileSnapshot(
      `accessibility-tree/${name.replace('?', '').replaceAll(' ', '-')}.txt`,
    )
  }
  expect(findings).toEqual([])
  expect(names).toHaveLength(25)
}, 180_000)
