// full: takes minutes in a browser
/** Both elements on a brand's page in Chromium: their own fallback, their events without repetition, and the brand's look. */
import type { Frame, Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { formTextsFor } from '../../../widgets/embed/form-texts.ts'
import { panelTextsFor } from '../../../widgets/embed/panel-texts.ts'
import { embedding } from '../../kit/browser/brand.ts'
import { openEmbeddedForm, openEmbeddedPanel } from '../../kit/browser/embedding.ts'
import { frameAt, playwrightPage } from '../../kit/browser/playwright-page.ts'
import type { Stage } from '../../kit/browser/stage.ts'
import { visitorTest as test } from '../../kit/fixtures.ts'
import { visitorOn } from '../../kit/pages/visitor.ts'

interface Received {
  readonly event: string
  readonly code?: string
}
const received = (page: Page) => page.evaluate<readonly Received[]>('received')
const names = async (page: Page) => (await received(page)).map(({ event }) => event)

/** Opens a page with one element, on an origin that the site lists or does not list. */
const openPage = async (stage: Stage, element: string, origin: 'listedOrigin' | 'unlistedOrigin') => {
  const visit = await stage.openWindow({ viewport: { width: 320, height: 400 } })
  await visit.page.clock.install()
  const script = `<script>listen(document.querySelector('secure-form, secure-form-agent'))</script>`
  const path = stage.brand.put(`/page-${element.length}-${origin}`, embedding(stage.service.origin, element + script))
  await visit.page.goto(`${stage.brand[origin]}${path}`)
  // The browser refuses the frame on purpose.
  if (origin === 'unlistedOrigin')
    await expect.poll(() => stage.policies.takeViolations()).toEqual([expect.stringContaining('frame-ancestors')])
  return visit.page
}

const isFrameShown = (page: Page) => page.locator('iframe').isVisible()

describe('the fallback of an element', () => {
  test('replaces a form that the page may not frame, in the page’s language, and offers it in a new tab', async ({
    stage,
    send,
  }) => {
    const { link } = await send()
    const page = await openPage(stage, `<secure-form lang="de" link="${link}"></secure-form>`, 'unlistedOrigin')
    await page.locator('iframe').waitFor({ state: 'attached' })
    expect(await page.getByRole('alert').count()).toBe(0)
    await page.clock.fastForward(20_000)
    const { texts } = formTextsFor('de')
    const fallback = page.getByRole('alert')
    await fallback.getByText(texts.unavailable).waitFor()
    expect(await isFrameShown(page)).toBe(false)
    expect(await received(page)).toEqual([{ event: 'error', code: 'unreachable' }])

    await page.evaluate(`document.querySelector('secure-form').lang = 'ar'`)
    expect(await fallback.getAttribute('dir')).toBe('rtl')
    const anchor = fallback.getByRole('link', { name: formTextsFor('ar').texts.newTab })
    expect(await anchor.getAttribute('rel')).toBe('noopener noreferrer')
    const [tab] = await Promise.all([page.context().waitForEvent('page'), anchor.click()])
    await tab.locator('button.main').click()
    await tab.locator('#question-card-number').waitFor()
  })

  test('disappears if the form arrives later, and the error is dispatched once', async ({ stage, send }) => {
    const { link } = await send()
    const { page } = await stage.openWindow({})
    await page.clock.install()
    const { promise: released, resolve: release } = Promise.withResolvers<void>()
    await page.route(/\/form\//, async (route) => {
      await released
      await route.continue()
    })
    const body = `<secure-form link="${link}"></secure-form><script>listen(document.querySelector('secure-form'))</script>`
    const path = stage.brand.put('/late', embedding(stage.service.origin, body))
    await page.goto(`${stage.brand.listedOrigin}${path}`, { waitUntil: 'commit' })
    await page.locator('iframe').waitFor({ state: 'attached' })
    await page.clock.fastForward(20_000)
    await page.getByRole('alert').waitFor()
    release()
    await page.frameLocator('secure-form iframe').locator('#question-card-number').waitFor()
    expect([await page.getByRole('alert').count(), await isFrameShown(page)]).toEqual([0, true])
    await page.clock.fastForward(60_000)
    expect(await names(page)).toEqual(['error', 'opened'])
  })

  test('says that a link is damaged, and the error is dispatched once although the element is upgraded late and moved', async ({
    stage,
  }) => {
    const page = await openPage(stage, '<p></p><secure-form link="https://x.example"></secure-form>', 'listedOrigin')
    await page.getByRole('alert').getByText(formTextsFor('en').texts.damaged).waitFor()
    await page.evaluate(`document.querySelector('p').append(document.querySelector('secure-form'))`)
    expect(await page.getByRole('alert').count()).toBe(1)
    expect(await page.getByRole('link').count()).toBe(0)
    expect(await received(page)).toEqual([{ event: 'error', code: 'damaged-link' }])
  })

  test('replaces a panel that the page may not frame', async ({ stage, site }) => {
    const element = `<secure-form-agent site="${site.siteId}" conversation="chat-1"></secure-form-agent>`
    const page = await openPage(stage, element, 'unlistedOrigin')
    await page.locator('iframe').waitFor({ state: 'attached' })
    await page.clock.fastForward(20_000)
    await page.getByRole('alert').getByText(panelTextsFor('en').texts.unavailable).waitFor()
    expect(await received(page)).toEqual([{ event: 'error', code: 'unreachable' }])
  })
})

describe('the events of a form', () => {
  test('are dispatched once although the frame is reloaded, the element is moved and *hello* is repeated', async ({
    stage,
    site,
  }) => {
    const { page, frame, visitor } = await openEmbeddedForm(stage, site, (element) => `<p></p>${element}`)
    const reload = (reloaded: Frame) =>
      Promise.all([page.waitForEvent('framenavigated'), reloaded.evaluate('void location.reload()')])
    await reload(frame)
    await visitor.waitForQuestions()
    await page.evaluate(`{
      const form = document.querySelector('secure-form')
      form.link = form.link
      form.colorScheme = 'dark'
      form.colorScheme = 'dark'
    }`)
    const [moved] = await Promise.all([
      page.waitForEvent('framenavigated', (navigated) => navigated.url().includes('/form/')),
      page.evaluate(`document.querySelector('p').append(document.querySelector('secure-form'))`),
    ])
    const movedVisitor = await visitorOn(playwrightPage(moved))
    await movedVisitor.waitForQuestions()
    await movedVisitor.decline()
    await movedVisitor.confirmDecline()
    await expect.poll(() => names(page)).toContain('declined')
    await reload(moved)
    await moved.getByRole('heading').first().waitFor()
    expect(await names(page)).toEqual(['opened', 'declined'])
  })
})

describe('the brand’s look', () => {
  const custom = 'getComputedStyle(document.documentElement)'
  const style = `<style>
    secure-form, secure-form-agent {
      --secure-form-accent: var(--brand); --secure-form-radius: 0.25rem; --secure-form-font: "Courier New", monospace;
    }
    .red { --brand: red }
    :root { --brand: hsl(50 100% 50%) }
  </style>`

  test('is taken from the custom properties, and changes with the element’s class', async ({ stage, site }) => {
    const { page, frame } = await openEmbeddedForm(stage, site, (element) => style + element)
    const look = () =>
      frame.evaluate<readonly string[]>(`[
        ${custom}.getPropertyValue('--accent'),
        getComputedStyle(document.querySelector('button.main')).borderRadius,
        ${custom}.fontFamily.split(',').slice(0, 2).join(),
      ]`)
    const [accent, ...others] = await look()
    expect(others).toEqual(['4px', '"Courier New", monospace'])
    expect(accent).toMatch(/^#[0-9a-f]{6}$/)
    await page.evaluate(`document.querySelector('secure-form').className = 'red'`)
    await expect.poll(async () => (await look())[0]).not.toBe(accent)
  })

  test('does not replace the accent of the template', async ({ stage, site, send, putTemplate }) => {
    const reply = await site.administrator.reply('get-template', { path: { templateId: 'bank-account' } })
    const { templateId, version, enabled, theme, ...template } = Object(reply)
    await putTemplate({ ...template, templateId: 'themed', theme: { ...theme, accent: '#006600' } })
    const { link } = await send('themed')
    const body = `${style}<secure-form link="${link}"></secure-form>`
    const { page } = await stage.openWindow({})
    await page.goto(`${stage.brand.listedOrigin}${stage.brand.put('/themed', embedding(stage.service.origin, body))}`)
    const frame = await frameAt(page, /^\/form\//)
    await frame.locator('button.main').first().waitFor()
    await expect.poll(() => frame.evaluate(`${custom}.getPropertyValue('--control-radius')`)).toBe('4px')
    expect(await frame.evaluate(`${custom}.getPropertyValue('--accent')`)).toBe('#006600')
  })

  test('is applied to the panel, without values that are not a colour, a length or fonts', async ({ stage, site }) => {
    const beside = `<style>secure-form-agent {
      --secure-form-accent: #006600; --secure-form-radius: 50%; --secure-form-font: url(https://evil.example);
    }</style>`
    const { frame, agent, browserErrors } = await openEmbeddedPanel(stage, site, { beside })
    await agent.waitUntilReady()
    const look = `['--accent', '--control-radius', '--font'].map((name) => ${custom}.getPropertyValue(name).split(',')[0])`
    await expect.poll(() => frame.evaluate(look)).toEqual(['#006600', '8px', 'system-ui'])
    expect(browserErrors).toEqual([])
  })
})
