/** What the elements write to the console of a brand's page in Chromium, and what they show while they load. */
import { describe, expect } from 'vitest'
import { formTextsFor } from '../../../widgets/embed/form-texts.ts'
import { embedding } from '../../kit/browser/brand.ts'
import type { Stage } from '../../kit/browser/stage.ts'
import { visitorTest as test } from '../../kit/fixtures.ts'

const listen = `<script>listen(document.querySelector('secure-form, secure-form-agent'))</script>`

const open = async (stage: Stage, body: string, origin: 'listedOrigin' | 'unlistedOrigin' = 'listedOrigin') => {
  const visit = await stage.openWindow({})
  await visit.page.clock.install()
  const path = stage.brand.put(`/console-${crypto.randomUUID()}`, embedding(stage.service.origin, body + listen))
  await visit.page.goto(`${stage.brand[origin]}${path}`)
  const own = () => visit.browserErrors.filter((text) => text.startsWith('Sealform: '))
  return { ...visit, own }
}

describe('an element that no page of this origin may show', () => {
  test('names the origin that the site does not list, once, and not the key of the link', async ({
    stage,
    site,
    send,
  }) => {
    const { link } = await send()
    for (const element of [
      `<secure-form link="${link}"></secure-form>`,
      `<secure-form-agent site="${site.siteId}" conversation="chat-1"></secure-form-agent>`,
    ]) {
      const { page, own } = await open(stage, element, 'unlistedOrigin')
      await page.locator('iframe').waitFor({ state: 'attached' })
      await page.clock.fastForward(20_000)
      await page.getByRole('alert').waitFor()
      await page.clock.fastForward(60_000)
      const pathName = element.includes('agent') ? 'agent' : 'form'
      expect(own()).toEqual([
        expect.stringContaining(`${stage.service.origin}/${pathName}/${site.siteId} did not respond.`),
      ])
      expect(own()[0]).toContain(`does not list ${stage.brand.unlistedOrigin} in its embeddingOrigins`)
      expect(own()[0]).not.toContain('sfo_')
      await page.context().close()
    }
    for (const breach of stage.policies.takeViolations()) expect(breach).toContain('"frame-ancestors ')
  })

  test('names the stage if the panel has no site', async ({ stage }) => {
    const { page, own } = await open(stage, '<secure-form-agent conversation="chat-1"></secure-form-agent>')
    await page.locator('iframe').waitFor({ state: 'attached' })
    await page.clock.fastForward(20_000)
    await page.getByRole('alert').waitFor()
    expect(own()).toEqual([
      'Sealform: <secure-form-agent> needs the attribute site, the id of your site.',
      expect.stringContaining('Without the attribute site'),
    ])
    for (const breach of stage.policies.takeViolations()) expect(breach).toContain('"frame-ancestors ')
  })
})

test('an element without a required attribute says so once, and works when the attribute is set later', async ({
  stage,
  site,
  send,
}) => {
  const form = await open(stage, '<secure-form></secure-form>')
  await expect
    .poll(form.own)
    .toEqual(['Sealform: <secure-form> needs the attribute link, the link from the event “sent”.'])
  const { link } = await send()
  await form.page.evaluate(`document.querySelector('secure-form').link = '${link}'`)
  await form.page.frameLocator('iframe').locator('#question-card-number').waitFor()
  await form.page.evaluate(`document.querySelector('secure-form').link = null`)
  expect(form.own()).toHaveLength(1)

  const panel = await open(stage, `<secure-form-agent conversation="a b"></secure-form-agent>`)
  await expect
    .poll(panel.own)
    .toEqual([
      'Sealform: <secure-form-agent> cannot use the value of its attribute conversation, because it is not the id of a conversation. It needs the attribute site, the id of your site.',
    ])
  await panel.page.evaluate(`Object.assign(document.querySelector('secure-form-agent'), {
    accessToken: async () => undefined, site: '${site.siteId}', conversation: 'chat-1' })`)
  await panel.page.frameLocator('iframe').locator('[data-screen=no-token]').waitFor()
  expect(panel.own()).toHaveLength(1)
})

test('an element whose attributes are set right after it is inserted says nothing', async ({ stage, send }) => {
  const { link } = await send()
  const { page, own } = await open(stage, '<p></p>')
  await page.evaluate(`{
    const form = document.createElement('secure-form')
    document.querySelector('p').append(form)
    form.link = '${link}'
  }`)
  await page.frameLocator('iframe').locator('#question-card-number').waitFor()
  expect(own()).toEqual([])
})

test('a link of another service names both origins, once', async ({ stage, send }) => {
  const { link } = await send()
  const foreign = link.replace(stage.service.origin, 'https://forms.example.com')
  const { page, own } = await open(stage, `<p></p><secure-form link="${foreign}"></secure-form>`)
  await page.getByRole('alert').waitFor()
  await page.evaluate(`document.querySelector('p').append(document.querySelector('secure-form'))`)
  expect(own()).toEqual([
    expect.stringContaining(
      `the link is of https://forms.example.com, but the script /embed.js of this page is of ${stage.service.origin}.`,
    ),
  ])
})

test('a link of 127.0.0.1 shows the form with the script of localhost', async ({ stage, send }) => {
  const { link } = await send()
  const { port } = new URL(stage.service.origin)
  const { page, browserErrors } = await stage.openWindow({})
  const body = embedding(`http://localhost:${port}`, `<secure-form link="${link}"></secure-form>`)
  await page.goto(`${stage.brand.listedOrigin}${stage.brand.put('/localhost', body)}`)
  await page.frameLocator('iframe').locator('#question-card-number').waitFor()
  expect(browserErrors).toEqual([])
})

test('a panel without accessToken ends with `not-signed-in` after ten seconds, and starts when the function is set', async ({
  stage,
  site,
}) => {
  const { accessToken } = await site.signIn('agent')
  const conversation = await site.newConversation()
  const element = `<secure-form-agent site="${site.siteId}" conversation="${conversation}"></secure-form-agent>`
  const { page, own } = await open(stage, element)
  await page.frameLocator('iframe').locator('[data-screen=starting]').waitFor()
  await page.clock.fastForward(10_000)
  await expect.poll(() => page.evaluate('received')).toEqual([{ event: 'error', code: 'not-signed-in' }])
  expect(own()).toEqual([expect.stringContaining('Set accessToken to a function that returns a promise')])
  await page.evaluate(`document.querySelector('secure-form-agent').accessToken = async () => '${accessToken}'`)
  await page.frameLocator('iframe').getByRole('button', { name: 'Send a form' }).waitFor()
  expect(own()).toHaveLength(1)
})

test('while it loads, an element shows one line in the page’s language, and nothing moves when it disappears', async ({
  stage,
  send,
}) => {
  const { link } = await send()
  const { page } = await stage.openWindow({})
  const { promise: released, resolve: release } = Promise.withResolvers<void>()
  await page.route(/\/form\//, async (route) => {
    await released
    await route.continue()
  })
  const body = `<div lang="de"><secure-form link="${link}"></secure-form></div><p>After</p>`
  const path = stage.brand.put('/loading', embedding(stage.service.origin, body))
  await page.goto(`${stage.brand.listedOrigin}${path}`, { waitUntil: 'commit' })
  const line = page.getByText(formTextsFor('de').texts.loading)
  await line.waitFor()
  const heightOf = () => page.evaluate<number>(`document.querySelector('secure-form').offsetHeight`)
  const before = await heightOf()
  await page.evaluate(`document.querySelector('secure-form').lang = 'ar'`)
  expect(await page.getByText(formTextsFor('ar').texts.loading).getAttribute('dir')).toBe('rtl')
  // Without the line, the element is as high as with it.
  await page.evaluate(`document.querySelector('secure-form').shadowRoot.querySelector('.loading').hidden = true`)
  expect(await heightOf()).toBe(before)
  release()
  await page.frameLocator('iframe').locator('#question-card-number').waitFor()
  expect(await page.locator('.loading').count()).toBe(0)
})
