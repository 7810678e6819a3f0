/** A form that an attacker altered between the service and the visitor's page: abuse cases 22 and 43. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createSealingKey } from '../../widgets/shared/agent-sealing-key.ts'
import { type IsolationEnvironment, startIsolationEnvironment } from './isolation-environment.ts'

let stage: IsolationEnvironment
beforeAll(async () => {
  stage = await startIsolationEnvironment()
})
afterAll(() => stage?.close())

/** Opens a form whose reply an attacker changes in transit. */
const openAltered = async (change: (text: string) => string) => {
  const { link } = await stage.sendCard()
  const { page } = await stage.newPage()
  let isAltered = false
  await page.route('**/v1/visitor/open', async (route) => {
    const response = await route.fetch()
    const before = await response.text()
    const body = change(before)
    isAltered = body !== before
    await route.fulfill({ response, body })
  })
  await page.goto(link)
  await page.locator('h1').waitFor()
  expect(isAltered).toBe(true)
  return page
}

const refused = 'Please do not fill in this form'

describe('abuse 22 and 43: the visitor’s page', () => {
  test('shows no question if the agent’s key was replaced', async () => {
    const { sealingKey } = await createSealingKey()
    const page = await openAltered((text) => text.replace(/"sealingKey":"[^"]+"/, `"sealingKey":"${sealingKey}"`))
    await page.getByRole('heading', { name: refused }).waitFor()
    expect(await page.getByRole('textbox').count()).toBe(0)
    await page.context().close()
  })

  test('shows no question if the agent’s key was removed', async () => {
    const page = await openAltered((text) => text.replace(/"sealingKey":"[^"]+",?/, ''))
    await page.getByRole('heading', { name: refused }).waitFor()
    expect(await page.getByRole('textbox').count()).toBe(0)
    await page.context().close()
  })

  test('shows no question if a question’s type was changed so that its answer would travel in clear', async () => {
    const page = await openAltered((text) => text.replace('"type":"card-verification-code"', '"type":"number"'))
    await page.getByRole('heading', { name: refused }).waitFor()
    expect(await page.getByRole('textbox').count()).toBe(0)
    await page.context().close()
  })

  test('shows no question if one was relabelled', async () => {
    const page = await openAltered((text) => text.replace('"Postal code of the billing address"', '"Security code"'))
    await page.getByRole('heading', { name: refused }).waitFor()
    expect(await page.getByRole('textbox').count()).toBe(0)
    await page.context().close()
  })

  test('seals a card verification code even if its offTheRecord flag was cleared', async () => {
    const page = await openAltered((text) => text.replaceAll('"offTheRecord":true', '"offTheRecord":false'))
    const sent: string[] = []
    page.on('request', (request) => sent.push(request.postData() ?? ''))
    await page.getByLabel('Name on the card').fill('Ada Lovelace')
    await page.getByLabel('Card number', { exact: true }).fill('4111 1111 1111 1111')
    await page.getByLabel('Expiry date').fill('05/39')
    await page.getByLabel('Security code', { exact: true }).fill('737')
    await page.getByLabel('Postal code of the billing address').fill('1010')
    await page.getByRole('button', { name: 'Review' }).click()
    await page.getByRole('button', { name: 'Send card details' }).click()
    await page.getByRole('heading', { name: 'Your answers were sent to' }).waitFor()
    expect(sent.join('\n')).toContain('"sealedAnswers":{"card-verification-code"')
    expect(sent.join('\n')).not.toContain('"737"')
    await page.context().close()
  })
})
