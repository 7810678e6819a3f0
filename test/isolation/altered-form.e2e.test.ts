/** A form that an attacker altered between the service and the visitor's page: abuse cases 22 and 43. */
import { describe, expect } from 'vitest'
import { createSealingKey } from '../../widgets/shared/agent-sealing-key.ts'
import type { Stage } from '../kit/browser/stage.ts'
import { openVisit } from '../kit/browser/visitor-window.ts'
import { visitorTest as test } from '../kit/fixtures.ts'

/** Opens a form whose reply an attacker changes in transit. */
const openAltered = async (stage: Stage, link: string, change: (text: string) => string) => {
  const { page, visitor } = await openVisit(stage)
  let isAltered = false
  await page.route('**/v1/visitor/open', async (route) => {
    const response = await route.fetch()
    const before = await response.text()
    const body = change(before)
    isAltered = body !== before
    await route.fulfill({ response, body })
  })
  await visitor.open(link)
  await page.locator('#open-form').waitFor({ state: 'detached' })
  await page.locator('h1').waitFor()
  expect(isAltered).toBe(true)
  return { page, visitor }
}

describe('abuse 22 and 43: the visitor’s page', () => {
  test('shows an error in place of the questions if the agent’s key, the purpose or a question was altered', async ({
    stage,
    send,
  }) => {
    const { sealingKey } = await createSealingKey()
    const alterations: Readonly<Record<string, (text: string) => string>> = {
      'the key was replaced': (text) => text.replace(/"sealingKey":"[^"]+"/, `"sealingKey":"${sealingKey}"`),
      'the key was removed': (text) => text.replace(/"sealingKey":"[^"]+",?/, ''),
      'a purpose was added': (text) => text.replace('"formId"', '"context":{"purpose":"Refund"},"formId"'),
      'an answer would travel in clear': (text) => text.replace('"type":"card-verification-code"', '"type":"number"'),
      'a question was relabelled': (text) => text.replace(/"label":"[^"]+"/, '"label":"Security code"'),
    }
    for (const [alteration, change] of Object.entries(alterations)) {
      const { visitor } = await openAltered(stage, (await send()).link, change)
      const { distrust } = visitor.words
      const reason = alteration === 'the key was removed' ? distrust['key-missing'] : distrust['fingerprint-mismatch']
      expect([alteration, await visitor.waitUntilRefused()]).toEqual([alteration, expect.stringContaining(reason)])
    }
  })

  test('shows no question if the link has no fingerprint or a different fingerprint', async ({ send, visit }) => {
    for (const ending of ['', `.${'A'.repeat(43)}`]) {
      const { link } = await send()
      const { visitor } = await visit()
      await visitor.open(`${link.slice(0, link.lastIndexOf('.'))}${ending}`)
      await visitor.waitUntilRefused()
    }
  })

  test('seals a card verification code even if its `offTheRecord` flag was cleared', async ({ stage, send }) => {
    const { page, visitor } = await openAltered(stage, (await send()).link, (text) =>
      text.replaceAll('"offTheRecord":true', '"offTheRecord":false'),
    )
    const sent: string[] = []
    page.on('request', (request) => sent.push(request.postData() ?? ''))
    await visitor.fillCard()
    await visitor.reviewAndSend()
    await visitor.waitForReceipt()
    expect(sent.join('\n')).toContain('"sealedAnswers":{"card-verification-code"')
    expect(sent.join('\n')).not.toContain('"737"')
  })
})
