/** Every state of the visitor's page in Chromium. The languages, colours and sizes are in accessibility.full.test.ts. */
import { expect } from 'vitest'
import { axeFindings } from '../../kit/browser/axe.ts'
import { openInChat } from '../../kit/browser/visitor-window.ts'
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

const fiveQuestions = {
  ...{ templateId: 'five-questions', defaultLocale: 'en', title: { en: 'Card details', de: 'Kartendaten' } },
  questions: [
    { id: 'name', type: 'text', label: { en: 'Name on the card', de: 'Name auf der Karte' } },
    { id: 'card-number', type: 'card-number', label: { en: 'Card number', de: 'Kartennummer' } },
    { id: 'card-expiry', type: 'card-expiry', label: { en: 'Expiry date', de: 'Gültig bis' } },
    { id: 'code', type: 'card-verification-code', label: { en: 'Security code', de: 'Prüfnummer' } },
    { id: 'email', type: 'email', label: { en: 'Email', de: 'E-Mail' } },
  ].map((question) => ({ ...question, required: true, masked: false, offTheRecord: question.id === 'code' })),
}

test('a form with five questions fits in two screens of a chat window of 360 by 480 pixels', async ({
  stage,
  send,
  visit,
  putTemplate,
}) => {
  await putTemplate(fiveQuestions)
  const tooHigh: string[] = []
  for (const locale of ['en', 'de'])
    for (const templateId of ['card-payment', fiveQuestions.templateId]) {
      const { page, visitor } = await visit({ formLocale: locale, locale, viewport: { width: 360, height: 480 } })
      const frame = await openInChat(stage, page, (await send(templateId, { locale })).link)
      await page.locator('iframe').evaluate((element) => element.setAttribute('width', '360'))
      await frame.getByRole('button', { name: visitor.words.fillIn.review }).waitFor()
      const height = await frame.evaluate<number>('document.documentElement.scrollHeight')
      if (height > 2 * 480) tooHigh.push(`${templateId}, ${locale}: ${height} px`)
    }
  expect(tooHigh).toEqual([])
})
