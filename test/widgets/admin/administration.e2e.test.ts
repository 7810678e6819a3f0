/** The administration page in Chromium, by keyboard alone: sign-in, settings, people, erasure. administration.full.test.ts has the rest. */
import { describe, expect } from 'vitest'
import { permissions } from '../../../contracts/permissions.ts'
import type { Administration } from '../../kit/browser/administration.ts'
import { axeFindings } from '../../kit/browser/axe.ts'
import { administratorTest as test } from '../../kit/fixtures.ts'
import { answerOf, newSite } from '../../kit/site.ts'
import { openTwoAdministrators } from './two-administrators.ts'

const clean = ({ browserErrors, foreignRequests }: Pick<Administration, 'browserErrors' | 'foreignRequests'>) =>
  expect([browserErrors, foreignRequests]).toEqual([[], []])

describe('the administration page', () => {
  test('cannot be framed, signs the administrator in at the issuer, and stores no token in the browser', async ({
    stage,
    enter,
  }) => {
    const desk = await enter()
    const response = await desk.page.request.get(`${stage.service.origin}/admin`)
    expect(response.headers()['content-security-policy']).toContain("frame-ancestors 'none'")
    expect(response.headers()['content-security-policy']).toContain("trusted-types 'none'")
    expect(desk.page.url()).not.toMatch(/code=|state=/)
    const kept = await desk.page.evaluate(() => [
      JSON.stringify({ ...localStorage }),
      JSON.stringify({ ...sessionStorage }),
    ])
    expect(kept).toEqual(['{}', '{}'])
    expect(await desk.context.cookies()).toEqual([])
    await desk.page.reload()
    await desk.page.getByRole('button', { name: 'Sign in' }).waitFor()
    clean(desk)
  })

  test('refuses a sign-in code that it did not request', async ({ stage, openPage }) => {
    const { page, administrator, browserErrors } = await openPage()
    await page.goto(`${stage.service.origin}/admin?code=stolen&state=guessed`)
    await administrator.waitForText('You couldn’t be signed in')
    expect(page.url()).not.toContain('stolen')
    expect(browserErrors).toEqual([])
  })

  test('saves site settings, and shows errors next to invalid fields without sending a request', async ({ enter }) => {
    const desk = await enter()
    const { page, administrator } = desk
    const before = await desk.colleague.reply('get-site')
    await administrator.openSection('branding')
    await administrator.fill(/^Websites/, 'https://chat.example.com\nhttp://plain.example.com')
    await administrator.fill('Accent colour', 'yellow')
    await administrator.press('Save')
    await administrator.waitForHeading('Fix 2 errors')
    await administrator.waitForText('Line 2, “http://plain.example.com”: enter https://')
    await administrator.fill(/^Websites/, 'https://chat.example.com/')
    await administrator.fill('Accent colour', '#ffd400')
    await administrator.saveSuccessfully()
    expect(await desk.colleague.reply('get-site')).toMatchObject({
      ...{ branding: { accent: '#ffd400' }, embeddingOrigins: ['https://chat.example.com'] },
    })
    await administrator.press('Undo')
    await expect.poll(() => desk.colleague.reply('get-site')).toEqual(before)
    await administrator.fill(/^Websites/, 'https://chat.example.com')
    await administrator.saveSuccessfully()
    await administrator.openSection('limits')
    await administrator.fill('Time to read', '4')
    await administrator.press('Save')
    await administrator.waitForHeading('Fix one error')
    expect(await administrator.field('Time to read').attribute('aria-invalid')).toBe('true')
    expect(await desk.colleague.reply('get-site')).toMatchObject({ retrieveKeySeconds: 60 })
    await administrator.followLink('Time to read: Enter 5 to 120')
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type('45')
    await administrator.saveSuccessfully()
    expect(await desk.colleague.reply('get-site')).toMatchObject({
      retrieveKeySeconds: 45,
      embeddingOrigins: ['https://chat.example.com'],
    })
    clean(desk)
  })

  test('disables a person after confirmation, and enables them again', async ({ enter }) => {
    const desk = await enter()
    const { page, administrator } = desk
    await desk.sendAsAgent()
    await desk.administrator.openSection('people')
    await administrator.fill('Name', 'agent-7')
    await administrator.press('Add')
    // The row existed before, because the person has signed in. The next press is in the new row.
    await administrator.waitForText('agent-7 was changed.')
    await administrator.press('Disable agent-7')
    // A second press of the same key cancels.
    expect(await page.getByRole('dialog').locator(':focus').textContent()).toBe('Cancel')
    await administrator.answer('Cancel')
    expect(await desk.sendAsAgent()).toBe('201 done')
    await administrator.press('Disable agent-7')
    await administrator.answer('Disable')
    await page.getByRole('button', { name: 'Enable agent-7' }).waitFor()
    expect(await desk.sendAsAgent()).toBe('401 not-signed-in')
    // The second change does not wait for the reply to the first, and prevails.
    await administrator.setRole('agent-7', 'agent-manager')
    await administrator.press('Enable agent-7')
    await page.getByRole('button', { name: 'Disable agent-7' }).waitFor()
    expect(await desk.colleague.reply('list-people')).toMatchObject({
      people: expect.arrayContaining([
        expect.objectContaining({ subject: 'agent-7', enabled: true, profile: 'agent-manager' }),
      ]),
    })
    clean(desk)
  })

  test('changes a role only by Save, after confirmation if it gives more power, and restores it by Undo', async ({
    enter,
  }) => {
    const desk = await enter()
    const { administrator, colleague } = desk
    await colleague.reply('put-person', { path: { subject: 'agent-7' }, body: { enabled: true, profile: 'agent' } })
    await administrator.openSection('people')
    const stored = async () =>
      (await colleague.reply('list-people')).people.find(({ subject }) => subject === 'agent-7')?.profile
    const role = administrator.field('Role of agent-7')
    for (const _ of [1, 2]) await role.press('ArrowDown')
    expect([await role.value(), await stored()]).toEqual(['administrator', 'agent'])
    await administrator.press('Save the role of agent-7')
    await administrator.answer('Cancel')
    expect(await stored()).toBe('agent')
    await administrator.setRole('agent-7', 'agent-manager')
    await administrator.waitForText('agent-7 was changed.')
    expect(await stored()).toBe('agent-manager')
    await administrator.press('Undo')
    await expect.poll(stored).toBe('agent')
    await administrator.setRole('agent-7', 'administrator')
    await administrator.answer('Give')
    await expect.poll(stored).toBe('administrator')
    clean(desk)
  })

  test('erases data after confirmation, and shows the receipt', async ({ enter }) => {
    const desk = await enter()
    const { page, administrator, site } = desk
    const { formId, submissionId } = await site.submitForm()
    await desk.administrator.openSection('erasure')
    await page.getByRole('radio', { name: /A submission/ }).press('Space')
    await administrator.fill('Id or reference', 'no id')
    await administrator.press('Erase…')
    await administrator.waitForHeading('Fix one error')
    await administrator.fill('Id or reference', formId)
    await administrator.press('Erase…')
    await administrator.waitForHeading(/^Nothing was erased/)
    await administrator.fill('Id or reference', submissionId)
    await administrator.press('Erase…')
    await administrator.answer('Erase')
    await administrator.waitForHeading('Erasure receipt')
    expect(await page.locator('dd').nth(1).textContent()).toBe('1')
    expect(await answerOf(site.agent.call('issue-retrieve-key', { path: { formId } }))).toEqual([404, 'not-available'])
    const erasureId = await page.locator('dd').nth(2).textContent()
    expect(await desk.colleague.reply('get-erasure', { path: { erasureId: erasureId ?? '' } })).toMatchObject({
      status: 'done',
    })
    // The browser logs each refused reply: there was no submission with the form's id.
    clean({ ...desk, browserErrors: desk.browserErrors.filter((each) => !/status of 404/.test(each)) })
  })

  test('has no axe violation in any section', async ({ enter }) => {
    const desk = await enter()
    for (const section of [
      'branding',
      'limits',
      'people',
      'templates',
      'templates/identity-check',
      'events',
      'erasure',
    ]) {
      await desk.administrator.openSection(section)
      if (section.startsWith('templates/')) await desk.page.locator('.preview h3').waitFor()
      expect([section, await axeFindings(desk.page)]).toEqual([section, []])
    }
    clean(desk)
  })

  test('has a header of one line in three languages, a menu on a phone, and no axe violation in German and French', async ({
    stage,
    openPage,
  }) => {
    const site = await newSite(stage.service)
    const everything = { administrator: [...permissions] }
    await (await site.signIn('administrator', 'another')).reply('patch-site', { body: { profiles: everything } })
    const { page, administrator, ...window } = await openPage({ viewport: { width: 1280, height: 720 } })
    await administrator.signIn(site.siteId)
    await administrator.waitForSection('live')
    /** The navigation does not scroll, and the header has one line. */
    const isOneLine = () =>
      page.evaluate(() => {
        const [header, nav] = [document.querySelector('.masthead'), document.querySelector('nav')]
        return nav !== null && nav.scrollWidth <= nav.clientWidth && (header?.clientHeight ?? 99) < 64
      })
    expect(await isOneLine()).toBe(true)
    for (const [language, section] of [
      ['de', 'Personen und Rollen'],
      ['fr', 'Personnes et rôles'],
    ] as const) {
      await page.locator('.language').selectOption(language)
      await administrator.followLink(section)
      await administrator.waitForHeading(section)
      expect([language, await isOneLine(), await axeFindings(page)]).toEqual([language, true, []])
    }
    await page.setViewportSize({ width: 390, height: 844 })
    await administrator.press('Menu')
    await administrator.followLink('Effacement')
    await administrator.waitForHeading('Effacement')
    expect([await page.locator('nav').isVisible(), await axeFindings(page)]).toEqual([false, []])
    await administrator.press('Menu')
    expect(await axeFindings(page)).toEqual([])
    await page.keyboard.press('Escape')
    expect([await page.locator('nav').isVisible(), await page.locator(':focus').textContent()]).toEqual([false, 'Menu'])
    expect(await page.evaluate(() => document.querySelector('.masthead')?.clientHeight)).toBeLessThan(64)
    clean(window)
  })

  test('does not restore a permission that another administrator removed after the tab was opened', async ({
    stage,
  }) => {
    const { stale, other, site } = await openTwoAdministrators(stage, 'branding', {
      profiles: { 'agent-manager': ['form:observe', 'secure-form:view-history'] },
    })
    await other.openSection('people')
    await other.toggle('agent-manager: View stored answers after a conversation ends')
    await other.saveSuccessfully()
    await stale.fill('Name', 'Acme and Sons')
    await stale.saveSuccessfully()
    expect(await site()).toMatchObject({ name: 'Acme and Sons', profiles: { 'agent-manager': ['form:observe'] } })
  })
})
