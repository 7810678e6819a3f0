// full: takes minutes in a browser
/** The administration page in Chromium: profiles, the audit log, and the modes of accessibility. */
import { readFile } from 'node:fs/promises'
import { describe, expect } from 'vitest'
import type { Administration } from '../../kit/browser/administration.ts'
import { axeFindings } from '../../kit/browser/axe.ts'
import { administratorTest as test } from '../../kit/fixtures.ts'
import { noon } from '../../kit/service.ts'
import { answerOf, newSite } from '../../kit/site.ts'

const clean = ({ browserErrors, foreignRequests }: Pick<Administration, 'browserErrors' | 'foreignRequests'>) =>
  expect([browserErrors, foreignRequests]).toEqual([[], []])

describe('the administration page', () => {
  test('exchanges a code at the local issuer only once, and only with the code verifier', async ({
    stage,
    openPage,
  }) => {
    const { context, administrator } = await openPage()
    const codes: string[] = []
    await context.route('**/dev/oauth/token', async (route) => {
      codes.push(route.request().postData() ?? '')
      await route.continue()
    })
    await administrator.signIn('acme')
    await administrator.waitForHeading('Forms')
    const form = new URLSearchParams(codes[0])
    const exchange = async (body: URLSearchParams) =>
      (await fetch(`${stage.service.origin}/dev/oauth/token`, { method: 'POST', body })).status
    expect(await exchange(form)).toBe(422)
    form.set('code_verifier', 'x'.repeat(43))
    expect(await exchange(form)).toBe(422)
  })

  test('shows a message if the profile does not allow administration or the sign-in has ended', async ({
    openPage,
  }) => {
    const { administrator } = await openPage()
    await administrator.signIn('acme', 'agent')
    await administrator.waitForText('has no view on this page')
    await administrator.press('Sign out')
    await administrator.waitForText('You are signed out')
  })

  test('edits profiles, whose added permissions apply from the next request', async ({ enter }) => {
    const desk = await enter()
    const { page, administrator, site } = desk
    await desk.administrator.openSection('people')
    await administrator.fill('Name of the new role', 'auditors')
    await administrator.press('Add a role')
    const auditor = await site.signIn('auditors', 'someone')
    const audit = () => answerOf(auditor.call('list-audit', { query: { conversationId: desk.conversationId } }))
    expect(await audit()).toEqual([403, 'not-permitted'])
    await administrator.toggle('auditors: Read security events')
    expect(
      await page.getByRole('checkbox', { name: 'administrator: Change settings, forms and people' }).isDisabled(),
    ).toBe(true)
    await administrator.press('Save')
    await administrator.waitForText('Saved.')
    expect(await audit()).toEqual([200, 'done'])
    await administrator.press('Undo')
    await expect.poll(audit).toEqual([403, 'not-permitted'])
    clean(desk)
  })

  test('warns before unsaved changes are lost, and keeps them if the administrator stays on the page', async ({
    enter,
  }) => {
    const desk = await enter()
    const { page, administrator } = desk
    await administrator.openSection('branding')
    await administrator.fill('Name', 'Acme and Sons')
    await administrator.followLink('People and roles')
    await administrator.answer('Stay here')
    // The address returns once the dialog is closed. Only then does the same link navigate again.
    await page.waitForURL(/#branding$/)
    expect(await administrator.field('Name').value()).toBe('Acme and Sons')
    await administrator.fill('Name', `S${desk.site.siteId.slice(1)}`)
    await administrator.followLink('Limits and security')
    await administrator.waitForHeading('Limits and security')
    await administrator.fill('Time to read', '99')
    await administrator.followLink('People and roles')
    await administrator.answer('Leave without saving')
    await administrator.waitForHeading('People and roles')
    clean(desk)
  })

  test('shows the audit records of a conversation page by page, oldest first', async ({ enter }) => {
    const desk = await enter()
    const { page, administrator } = desk
    for (let sent = 0; sent < 55; sent++) await desk.sendAsAgent()
    await desk.administrator.openSection('events')
    await page.getByRole('radio', { name: 'Conversation' }).press('Space')
    const conversation = page.getByRole('textbox', { name: 'Conversation' })
    await conversation.fill(desk.conversationId)
    await conversation.press('Enter')
    await administrator.waitForText('Events shown: 50. There are more.')
    const rows = page.locator('tbody tr')
    expect(await rows.count()).toBe(50)
    expect(await rows.first().textContent()).toContain('Conversation started')
    await administrator.press('Show more')
    await expect.poll(() => rows.count()).toBe(56)
    await conversation.fill('chat-nowhere')
    await conversation.press('Enter')
    await administrator.waitForHeading(/^Not found/)
    expect([await rows.count(), await page.getByText(/Events/).count()]).toEqual([0, 0])
  })
})

describe('the views of the administration page', () => {
  test('shows a manager the status of a conversation’s forms, and refreshes it', async ({ stage, openPage }) => {
    const site = await newSite(stage.service)
    const sent = await site.sendForm()
    const { page, administrator, browserErrors } = await openPage()
    await page.clock.install()
    await administrator.page.reload()
    await administrator.signIn(site.siteId, 'agent-manager')
    await administrator.waitForSection('live')
    await administrator.fill('Conversation', sent.conversationId)
    await administrator.press('Follow')
    const status = page.locator('.status')
    await expect.poll(() => status.allTextContents()).toEqual(['Sent'])
    await site.openForm(sent)
    await page.clock.fastForward(5_000)
    await expect.poll(() => status.allTextContents()).toEqual(['Opened'])
    expect(browserErrors).toEqual([])
  })

  test('finds security events by time, person and event, verifies the shown records, and exports all of them', async ({
    enter,
  }) => {
    const desk = await enter()
    const { page, administrator } = desk
    for (let refused = 0; refused < 60; refused++) await desk.site.agent.call('get-site')
    await desk.colleague.reply('patch-site', { body: { idleMinutes: 14 } })
    await administrator.openSection('events')
    const at = (milliseconds: number) => new Date(milliseconds).toISOString().slice(0, 16)
    await administrator.fill('From (UTC)', at(noon - 40 * 86_400_000))
    await administrator.fill('To (UTC)', at(noon + 60_000))
    await administrator.press('Search')
    await administrator.waitForHeading('Fix one error')
    await administrator.fill('From (UTC)', at(noon - 86_400_000))
    await administrator.press('Search')
    await administrator.waitForText('Events shown: 50. There are more.')
    await administrator.press('Verify')
    await administrator.waitForText('Each of the 50 records matches its hash')
    const [file] = await Promise.all([page.waitForEvent('download'), administrator.press('Export as CSV')])
    const lines = (await readFile(await file.path(), 'utf8')).split('\r\n')
    expect([file.suggestedFilename().slice(-4), lines.length]).toEqual(['.csv', 63])
    await administrator.fill('Person', 'another')
    await administrator.field('Event').choose('site-changed')
    await administrator.press('Search')
    await administrator.waitForText('Events: 1')
    expect(await page.locator('tbody tr').textContent()).toContain('Settings changedanother')
    await administrator.fill('Person', 'agent-99')
    await administrator.press('Search')
    await administrator.waitForText('No events match.')
    clean(desk)
  })

  test('finds people and forms by a part of their name on all pages, and does not offer to disable oneself', async ({
    enter,
  }) => {
    const desk = await enter()
    const { page, administrator, colleague } = desk
    for (let index = 0; index < 60; index++) {
      await colleague.reply('put-person', { path: { subject: `agent-${100 + index}` }, body: { enabled: true } })
    }
    await administrator.openSection('people')
    const people = page.getByRole('region', { name: 'People' }).locator('tbody tr')
    expect(await people.count()).toBe(50)
    await administrator.fill('Search people', 'ROOT')
    await expect.poll(() => people.filter({ visible: true }).allTextContents()).toHaveLength(1)
    expect(await people.filter({ visible: true }).textContent()).toContain(
      'Only another administrator can disable you.',
    )
    await administrator.fill('Search people', 'zoe')
    await administrator.waitForText('Nothing matches “zoe”.')
    await administrator.openSection('templates')
    await administrator.fill('Search forms', 'identity')
    expect(await page.locator('tbody tr').filter({ visible: true }).count()).toBe(1)
    clean(desk)
  })

  test('switches its language, and remembers it, but stores nothing else', async ({ enter }) => {
    const desk = await enter()
    const { page, administrator } = desk
    await administrator.openSection('people')
    await administrator.field('Language').choose('de')
    await administrator.waitForHeading('Personen und Rollen')
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('de')
    expect(await page.getByRole('option', { name: 'Français' }).count()).toBe(1)
    await administrator.page.reload()
    await page.getByRole('button', { name: 'Anmelden' }).waitFor()
    expect(await page.evaluate(() => ({ ...localStorage }))).toEqual({ 'sealform-admin-language': 'de' })
    clean(desk)
  })
})

describe('the administration page is accessible', () => {
  const sections = ['branding', 'limits', 'people', 'templates', 'templates/identity-check', 'events', 'erasure']

  test.for([
    ['in dark mode', { colorScheme: 'dark' }],
    ['in forced colours', { forcedColors: 'active' }],
    ['at 320 px', { viewport: { width: 320, height: 640 } }],
    ['right to left', {}],
  ] as const)(
    '%s, without an axe violation or horizontal scrolling in any section',
    async ([how, options], { enter }) => {
      const desk = await enter(options)
      if (how === 'right to left') await desk.page.evaluate(() => document.documentElement.setAttribute('dir', 'rtl'))
      for (const section of sections) {
        await desk.administrator.openSection(section)
        if (section.startsWith('templates/')) await desk.page.locator('.preview h3').waitFor()
        // Contrast is the system's own where it forces its colours.
        const findings = await axeFindings(desk.page, how === 'in forced colours' ? ['color-contrast'] : [])
        expect([section, findings]).toEqual([section, []])
        const [wide, room] = await desk.page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
        expect([section, (wide ?? 0) <= (room ?? 0)]).toEqual([section, true])
      }
      clean(desk)
    },
  )

  test('at 320 px, where every control is visible and tables keep their ARIA roles', async ({ enter }) => {
    const desk = await enter({ viewport: { width: 320, height: 640 } })
    for (const section of sections) {
      await desk.administrator.openSection(section)
      const outOfSight = await desk.page.evaluate(() =>
        [...document.querySelectorAll('main :is(button, select, input, textarea, a)')]
          .filter((each) => each.checkVisibility())
          .filter((each) => each.getBoundingClientRect().right > innerWidth || each.getBoundingClientRect().left < 0)
          .map((each) => each.outerHTML.slice(0, 80)),
      )
      expect([section, outOfSight]).toEqual([section, []])
    }
    await desk.administrator.openSection('people')
    const row = desk.page.getByRole('row').nth(1)
    expect(await row.getByRole('cell').count()).toBe(4)
    const people = desk.page.getByRole('region', { name: 'People' })
    expect(await people.getByRole('columnheader').allTextContents()).toEqual([
      ...['Name', 'Role', 'State', 'Last sign-in'],
    ])
    clean(desk)
  })

  test('by keyboard, with a skip link and a focus that is always visible', async ({ enter }) => {
    const desk = await enter()
    await desk.page.evaluate(() => document.body.focus())
    await desk.page.keyboard.press('Tab')
    await desk.administrator.followLink('Skip to the content')
    expect(await desk.page.evaluate(() => document.activeElement?.id)).toBe('content')
    await desk.page.keyboard.press('Tab')
    const focused = await desk.page.evaluate(() => {
      const { activeElement: at } = document
      return at === null ? [] : [at.tagName, getComputedStyle(at).outlineStyle]
    })
    expect(focused).toEqual(['BUTTON', 'solid'])
  })
})
