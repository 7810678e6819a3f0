/** `<secure-form>` in a small window of a brand's page in Chromium. secure-form.full.test.ts has languages and colour schemes. */
import { expect } from 'vitest'
import { embedding } from '../../kit/browser/brand.ts'
import { frameAt } from '../../kit/browser/playwright-page.ts'
import { visitorTest as test } from '../../kit/fixtures.ts'
import { embed, isInSight } from './embedded-window.ts'

test('pressing *Change* scrolls the brand’s page until the label and the field of the question are in view', async ({
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

test('the link can be set as a property before or after the element is upgraded, and the attribute then has the same value', async ({
  stage,
  send,
}) => {
  const { link } = await send()
  const { page, browserErrors } = await stage.openWindow({})
  const body = `<secure-form></secure-form><script>
    const form = document.querySelector('secure-form')
    form.link = '${link.replace('#', '?utm_source=x#')},'
  </script>`
  await page.goto(`${stage.brand.listedOrigin}${stage.brand.put('/properties', embedding(stage.service.origin, body))}`)
  const frame = await frameAt(page, /^\/form\//)
  await frame.locator('#question-card-number').waitFor()
  expect(await page.evaluate("form.getAttribute('link') === form.link && form.link.endsWith(',')")).toBe(true)
  await page.evaluate("form.lang = 'de'; form.link = undefined")
  expect(
    await page.evaluate('[form.getAttribute("lang"), form.link, form.shadowRoot.querySelector("iframe")]'),
  ).toEqual(['de', null, null])
  // Not inserted, so that it loads no panel.
  const panel = `const panel = document.createElement('secure-form-agent')
    Object.assign(panel, { conversation: 'chat-1', site: 'acme', lang: 'fr', visitorLang: 'de', suggestedTemplate: 'card-payment' })
    const { outerHTML } = panel
    panel.site = null;
    [outerHTML, panel.hasAttribute('site')]`
  expect(await page.evaluate(panel)).toEqual([
    '<secure-form-agent conversation="chat-1" site="acme" lang="fr" visitor-lang="de" suggested-template="card-payment"></secure-form-agent>',
    false,
  ])
  expect(browserErrors).toEqual([])
})
