/** The history of the administration page in Chromium: a manager reads stored answers, and each view is on record. */
import { describe, expect } from 'vitest'
import { openAdministration } from '../../kit/browser/administration.ts'
import { axeFindings } from '../../kit/browser/axe.ts'
import type { Stage } from '../../kit/browser/stage.ts'
import { administratorTest as test } from '../../kit/fixtures.ts'
import { button } from '../../kit/pages/page.ts'
import { newSite } from '../../kit/site.ts'

const reason = 'Ticket 4711, copy for the customer'

/** A manager who may view the history, at a site with a submission in a conversation that has ended. */
const enterAsManager = async (stage: Stage) => {
  const site = await newSite(stage.service)
  const auditor = await site.signIn('administrator', 'another')
  const profiles = { 'agent-manager': ['form:observe' as const, 'secure-form:view-history' as const] }
  await auditor.reply('patch-site', { body: { profiles } })
  const { conversationId, submissionId } = await site.submitForm()
  await site.closeConversation(conversationId)
  const window = await openAdministration(stage)
  await window.administrator.signIn(site.siteId, 'agent-manager')
  await window.administrator.waitForSection('live')
  const views = async () => {
    const { events } = await auditor.reply('list-audit', { query: { conversationId, records: 'true' } })
    return events
      .filter(({ event }) => event === 'history-viewed')
      .map(({ actor, record, ...ids }) => [actor, ids.submissionId, record?.questionId])
  }
  return { ...window, siteId: site.siteId, conversationId, submissionId, views }
}

type ManagerDesk = Awaited<ReturnType<typeof enterAsManager>>

const openSubmission = async ({ administrator, conversationId }: ManagerDesk): Promise<void> => {
  await administrator.openSection('history')
  await administrator.fill('Conversation', conversationId)
  await administrator.press('Search')
  await administrator.press(/^Open bank-account/)
}

/** Asks for the answers when the sign-in is no longer recent, so that the page asks to sign in again. */
const viewWithOldSignIn = async (stage: Stage, { administrator }: ManagerDesk): Promise<void> => {
  await administrator.fill('Reason', reason)
  stage.service.clock.advance(5 * 60_000)
  await administrator.press('Show masked answers')
}

interface WindowSignIn extends Pick<ManagerDesk, 'context' | 'administrator' | 'siteId'> {
  readonly subject?: string
}

/** Presses *Sign in again* and signs in in the window that opens, which then closes. */
const signInInWindow = async ({ context, administrator, siteId, subject }: WindowSignIn): Promise<void> => {
  const opened = context.waitForEvent('page')
  await administrator.press('Sign in again')
  const signInPage = await opened
  await signInPage.getByLabel('Site').fill(siteId)
  await signInPage.getByLabel('Profile').fill('agent-manager')
  if (subject !== undefined) await signInPage.getByLabel('Name').fill(subject)
  await signInPage.getByRole('button', { name: 'Sign in' }).press('Enter')
  if (!signInPage.isClosed()) await signInPage.waitForEvent('close')
}

describe('a manager who may view the history', () => {
  test('sees only the permitted views, and reveals one answer for 30 seconds, with a record of each view', async ({
    stage,
  }) => {
    const desk = await enterAsManager(stage)
    const { page, administrator, submissionId, views, browserErrors } = desk
    expect(await page.locator('nav a').allTextContents()).toEqual(['Live', 'History'])
    await openSubmission(desk)
    await administrator.fill('Reason', 'too short')
    await administrator.press('Show masked answers')
    await administrator.waitForHeading('Fix one error')
    expect(await views()).toEqual([])
    await administrator.fill('Reason', reason)
    await page.clock.install()
    await administrator.press('Show masked answers')
    await administrator.waitForText('DE••••3000')
    await administrator.press('Reveal: IBAN')
    await administrator.waitForText('DE89370400440532013000')
    expect(await page.locator('dd').first().textContent()).toContain('••••')
    expect(await views()).toEqual([
      ['agent:root', submissionId, undefined],
      ['agent:root', submissionId, undefined],
      ['agent:root', submissionId, 'iban'],
    ])
    await page.clock.fastForward(30_000)
    await administrator.waitForText('DE••••3000')
    await administrator.press('Reveal: IBAN')
    await administrator.waitForText('DE89370400440532013000')
    await page.evaluate(() => {
      Object.defineProperty(document, 'hidden', { value: true })
      document.dispatchEvent(new Event('visibilitychange'))
    })
    await administrator.waitForText('DE••••3000')
    expect(JSON.stringify(await stage.service.auditRecords())).not.toContain(reason)
    expect(browserErrors).toEqual([])
  })

  test('signs in again in a window if the sign-in is not recent, and keeps the typed reason', async ({ stage }) => {
    const desk = await enterAsManager(stage)
    const { page, administrator, conversationId, views } = desk
    await openSubmission(desk)
    await viewWithOldSignIn(stage, desk)
    await administrator.waitForText('must be less than 5 minutes old')
    expect(await views()).toEqual([])
    expect(await axeFindings(page)).toEqual([])
    await signInInWindow(desk)
    // The view continues without another press.
    await administrator.waitForText('DE••••3000')
    expect((await views()).length).toBe(1)
    expect(page.url()).toMatch(new RegExp(`/admin#history/${conversationId}$`))
    expect(await page.evaluate('JSON.stringify({ ...sessionStorage })')).toBe('{}')
  })

  test('shows the page of the other person who signs in in the window', async ({ stage }) => {
    const desk = await enterAsManager(stage)
    const { page, views } = desk
    await openSubmission(desk)
    await viewWithOldSignIn(stage, desk)
    await signInInWindow({ ...desk, subject: 'mia' })
    await expect.poll(() => page.locator('.person').textContent()).toBe('mia')
    expect(await views()).toEqual([])
  })

  test('goes to the issuer and returns to the same conversation if the browser blocks the window', async ({
    stage,
  }) => {
    const desk = await enterAsManager(stage)
    const { page, administrator, siteId, conversationId } = desk
    await openSubmission(desk)
    await page.evaluate(() => {
      window.open = () => null
    })
    await viewWithOldSignIn(stage, desk)
    await administrator.press('Sign in again')
    await administrator.waitForText('any identity is accepted')
    await administrator.fill('Site', siteId)
    await administrator.fill('Profile', 'agent-manager')
    await administrator.press('Sign in')
    await administrator.press(/^Open bank-account/)
    expect(page.url()).toMatch(new RegExp(`/admin#history/${conversationId}$`))
  })
})

test('a person whose role has no view sees what to do instead', async ({ stage, openPage }) => {
  const { administrator } = await openPage()
  await administrator.signIn((await newSite(stage.service)).siteId, 'agent')
  await administrator.waitForText('has no view on this page')
  expect(await administrator.page.find(button('Sign out')).isVisible()).toBe(true)
})
