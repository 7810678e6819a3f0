/** `<secure-form>` in a small window of a brand's page in Chromium. secure-form.full.test.ts has languages and colour schemes. */
import { expect } from 'vitest'
import { visitorTest as test } from '../../kit/fixtures.ts'
import { embed, isInSight } from './embedded-window.ts'

test('pressing *Change* scrolls the brand’s page to the question, with its label and its field in view', async ({
  stage,
  send,
}) => {
  const place = await embed(stage, await send())
  const { frame, visitor, browserErrors } = place
  await visitor.fillCard()
  await visitor.review()
  await visitor.change('Security code')
  await frame.locator('#question-card-verification-code:focus').waitFor()
  await expect.poll(() => isInSight(place, '#question-card-verification-code')).toBe(true)
  expect(await isInSight(place, 'label[for="question-card-verification-code"]')).toBe(true)
  expect(browserErrors).toEqual([])
})
