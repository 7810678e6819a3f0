// full: takes minutes in a browser
/** The receipt in the brand's chat in Chromium: its number, and what is printed. */
import { expect } from 'vitest'
import { SubmissionId } from '../../../contracts/identifiers.ts'
import { receiptNumber } from '../../../contracts/receipt-number.ts'
import { visitorTest as test } from '../../kit/fixtures.ts'
import { embed } from '../embed/embedded-window.ts'

test('the receipt can be printed from the chat’s frame, in black on white, without buttons and with the complete submission id', async ({
  stage,
  send,
}) => {
  const { page, frame, visitor, browserErrors } = await embed(stage, await send(), { colorScheme: 'dark' })
  await visitor.waitForQuestions()
  await visitor.fillCard()
  await visitor.reviewAndSend()
  await visitor.waitForReceipt()
  const submissionId = frame.locator('.receipt small')
  expect(await submissionId.isVisible()).toBe(false)

  const printed = 'window.printed = 0; addEventListener("beforeprint", () => { window.printed += 1 })'
  for (const each of [page, frame]) await each.evaluate(printed)
  await visitor.press(visitor.words.receipt.print)
  // The frame prints itself, not the chat around it.
  expect([await page.evaluate('printed'), await frame.evaluate('printed')]).toEqual([0, 1])

  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  const id = SubmissionId.parse(await submissionId.textContent())
  expect(await visitor.receiptNumber()).toBe(receiptNumber(id))
  expect(await frame.locator('button:visible, .notice:visible').count()).toBe(0)
  const colours = '[getComputedStyle(document.body).color, getComputedStyle(document.documentElement).backgroundColor]'
  expect(await frame.evaluate(colours)).toEqual(['rgb(0, 0, 0)', 'rgb(255, 255, 255)'])
  expect(browserErrors).toEqual([])
})
