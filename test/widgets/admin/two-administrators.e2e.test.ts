import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { axeFindings } from '../../axe.ts'
import { type AdminEnvironment, type AdminSession, startAdminEnvironment } from './admin-environment.ts'

let desks: AdminEnvironment

beforeAll(async () => {
  desks = await startAdminEnvironment()
}, 60_000)

afterEach(async () => {
  await desks.leave()
})

afterAll(async () => {
  await desks.close()
})

const viewHistory = 'agent-manager: View stored answers of closed conversations'
const eraseData = 'agent-manager: Erase data'
const managers = ['form:observe', 'secure-form:view-history']

const headings = { Site: 'Site settings', Profiles: 'Profiles and permissions', People: 'People' }

const go = async (page: Page, part: keyof typeof headings) => {
  await page.getByRole('link', { name: part, exact: true }).press('Enter')
  await page.getByRole('heading', { level: 1, name: headings[part] }).waitFor()
}

const Person = z.object({ subject: z.string(), enabled: z.boolean(), profile: z.optional(z.string()) })
const People = z.object({ people: z.array(Person) })

/** A tab that was opened before, and another administrator of the same site. */
interface Two {
  readonly stale: Page
  readonly other: Page
  readonly desk: AdminSession
  site(): Promise<unknown>
}

const two = async (part: keyof typeof headings, before: object = {}): Promise<Two> => {
  const desk = await desks.enter()
  const token = await desk.scene.token('administrator', 'another')
  await desk.scene.request('PATCH', '/v1/site', { token, body: before })
  const other = await desk.context.newPage()
  other.setDefaultTimeout(10_000)
  await other.goto(`${desks.target.origin}/admin`)
  await desks.signIn(other, desk.scene.siteId)
  for (const page of [desk.page, other]) {
    await go(page, 'People')
    await go(page, part)
  }
  const site = async () => (await desk.scene.request('GET', '/v1/site', { token })).body
  return { desk, stale: desk.page, other, site }
}

const twoWithPeople = async () => {
  const both = await two('People')
  const { desk, stale } = both
  const { scene } = desk
  const token = await scene.token('administrator', 'another')
  expect((await scene.send()).status).toBe(201)
  await go(stale, 'Site')
  await go(stale, 'People')
  return {
    ...both,
    async decide(body: object) {
      expect((await scene.request('PUT', '/v1/people/agent-7', { token, body })).status).toBe(200)
    },
    async people() {
      const { people } = People.parse((await scene.request('GET', '/v1/people', { token })).body)
      return people.filter(({ subject }) => subject === 'agent-7')
    },
  }
}

const save = (page: Page) => page.getByRole('button', { name: 'Save' }).press('Enter')

const saved = async (page: Page) => {
  await save(page)
  await page.getByText('Saved.').waitFor()
}

const changed = (page: Page) => page.getByRole('heading', { name: /^Somebody else has changed this meanwhile/ })

describe('a tab that was opened before somebody else saved', () => {
  test('gives back no permission that was taken away, whatever it saves of the site', async () => {
    const { stale, other, site } = await two('Site', { profiles: { 'agent-manager': managers } })
    await go(other, 'Profiles')
    await other.getByRole('checkbox', { name: viewHistory }).press('Space')
    await saved(other)
    await stale.getByLabel('Name').fill('Acme and Sons')
    await saved(stale)
    expect(await site()).toMatchObject({ name: 'Acme and Sons', profiles: { 'agent-manager': ['form:observe'] } })
  })

  test('brings back no setting that was changed, when it saves a profile', async () => {
    const { stale, other, site } = await two('Profiles')
    await go(other, 'Site')
    await other.getByLabel('Idle sign-out, minutes').fill('5')
    await saved(other)
    await stale.getByRole('checkbox', { name: eraseData }).press('Space')
    await saved(stale)
    expect(await site()).toMatchObject({
      idleMinutes: 5,
      profiles: { 'agent-manager': expect.arrayContaining(['data:erase']) },
    })
  })

  test('saves nothing over what it did not show: it shows that, keeps what was typed, and saves when it is told again', async () => {
    const { stale, other, site, desk } = await two('Site', { name: 'Acme', idleMinutes: 15, retrieveKeySeconds: 60 })
    await other.getByLabel('Name').fill('Acme Ltd')
    await other.getByLabel('Idle sign-out, minutes').fill('5')
    await saved(other)
    await stale.getByLabel('Name').fill('Acme and Sons')
    await stale.getByLabel('Retrieve key, seconds').fill('45')
    await save(stale)
    await changed(stale).waitFor()
    expect(await site()).toMatchObject({ name: 'Acme Ltd', idleMinutes: 5, retrieveKeySeconds: 60 })
    expect(await stale.getByLabel('Name').inputValue()).toBe('Acme and Sons')
    expect(await stale.getByLabel('Idle sign-out, minutes').inputValue()).toBe('5')
    expect(await stale.getByLabel('Retrieve key, seconds').inputValue()).toBe('45')
    const told = await stale.locator('.summary').textContent()
    expect(told).toContain('Name: It is “Acme Ltd” now. What you typed is still here; save to replace it.')
    expect(told).toContain('Idle sign-out, minutes: It is “5” now.')
    expect(await stale.evaluate(() => document.activeElement?.className)).toBe('summary')
    expect(await axeFindings(stale)).toEqual([])
    await saved(stale)
    expect(await site()).toMatchObject({ name: 'Acme and Sons', idleMinutes: 5, retrieveKeySeconds: 45 })
    // What it saved itself is no news to it.
    await stale.getByLabel('Name').fill('Acme')
    await saved(stale)
    expect(await site()).toMatchObject({ name: 'Acme' })
    expect(desk.browserErrors).toEqual([])
  })

  test('gives back no permission with the profiles that it once read either, and keeps what was ticked', async () => {
    const { stale, other, site } = await two('Profiles', { profiles: { 'agent-manager': managers, auditors: [] } })
    await other.getByRole('checkbox', { name: viewHistory }).press('Space')
    await other.getByRole('button', { name: 'Remove auditors' }).press('Enter')
    await other.getByLabel('Name of the new profile').fill('helpers')
    await other.getByRole('button', { name: 'Add a profile' }).press('Enter')
    await saved(other)
    await stale.getByRole('checkbox', { name: eraseData }).press('Space')
    await save(stale)
    await changed(stale).waitFor()
    expect(await site()).toMatchObject({ profiles: { 'agent-manager': ['form:observe'], helpers: [] } })
    expect(await stale.getByRole('checkbox', { name: viewHistory }).isChecked()).toBe(false)
    expect(await stale.getByRole('checkbox', { name: eraseData }).isChecked()).toBe(true)
    expect(await stale.locator('.summary li').allTextContents()).toEqual([
      'auditors: removed.',
      `${viewHistory}: not any more.`,
      'helpers: added.',
    ])
    await saved(stale)
    const { profiles } = Object(await site())
    expect(new Set(profiles['agent-manager'])).toEqual(new Set(['form:observe', 'data:erase']))
    expect([profiles.helpers, profiles.auditors]).toEqual([[], undefined])
  })
})

describe('a list of people that was read before somebody else decided', () => {
  test('enables nobody whom another has disabled, and gives nobody back a profile that another has taken', async () => {
    const { stale, desk, people, decide } = await twoWithPeople()
    await decide({ enabled: false })
    await stale.getByLabel('Profile of agent-7').selectOption('agent-manager')
    await stale.getByText('Somebody else has changed agent-7 meanwhile').waitFor()
    expect(await people()).toEqual([{ subject: 'agent-7', enabled: false }])
    await decide({ enabled: true, profile: 'agent' })
    // It still shows them as disabled and without a profile.
    await stale.getByRole('button', { name: 'Enable agent-7' }).press('Enter')
    await expect.poll(() => stale.getByLabel('Profile of agent-7').inputValue()).toBe('agent')
    expect(await people()).toEqual([{ subject: 'agent-7', enabled: true, profile: 'agent' }])
    await stale.getByLabel('Profile of agent-7').selectOption('agent-manager')
    await stale.getByText('agent-7 was changed.').waitFor()
    expect(await people()).toEqual([{ subject: 'agent-7', enabled: true, profile: 'agent-manager' }])
    expect(desk.browserErrors).toEqual([])
  })

  test('takes two decisions of one person for theirs, however quick the second is', async () => {
    const { stale, desk, people } = await twoWithPeople()
    await desk.context.route('**/v1/people/agent-7', async (route) => {
      // Done already, and not yet heard of.
      const response = await route.fetch()
      await new Promise((soon) => setTimeout(soon, 1_000))
      await route.fulfill({ response })
    })
    await stale.getByLabel('Profile of agent-7').selectOption('agent-manager')
    await stale.getByRole('button', { name: 'Disable agent-7' }).press('Enter')
    await stale.getByRole('dialog').getByRole('button', { name: 'Disable' }).press('Enter')
    await stale.getByRole('button', { name: 'Enable agent-7' }).waitFor()
    expect(await people()).toEqual([{ subject: 'agent-7', enabled: false, profile: 'agent-manager' }])
    await stale.getByRole('button', { name: 'Enable agent-7' }).press('Enter')
    await stale.getByLabel('Profile of agent-7').selectOption('agent')
    await expect.poll(people, { timeout: 10_000 }).toEqual([{ subject: 'agent-7', enabled: true, profile: 'agent' }])
  })

  test('nor is anybody enabled by being set, as if they had never signed in', async () => {
    const { stale, people, decide } = await twoWithPeople()
    await decide({ enabled: false })
    await stale.getByLabel('Name in the sign-in').fill('agent-7')
    await stale.getByRole('button', { name: 'Set' }).press('Enter')
    await stale.getByRole('heading', { name: 'agent-7 is disabled. Enable them in the list.' }).waitFor()
    await stale.getByRole('button', { name: 'Enable agent-7' }).waitFor()
    expect(await people()).toEqual([{ subject: 'agent-7', enabled: false }])
  })
})

describe('a template that was opened before somebody else saved the next version of it', () => {
  const open = async () => {
    const desk = await desks.enter()
    const token = await desk.scene.token('administrator', 'another')
    const path = '/v1/templates/bank-account'
    const latest = async () => Object((await desk.scene.request('GET', path, { token })).body)
    await desk.openSection('templates/bank-account')
    const { version: _, ...body } = await latest()
    const title = { ...body.title, en: 'Your account, please' }
    expect((await desk.scene.request('PUT', path, { token, body: { ...body, title } })).status).toBe(200)
    const { page } = desk
    return { page, latest, titleField: page.getByLabel('Title (en)', { exact: true }), theirs: title.en }
  }

  test('is not saved over it before somebody has been told, and then when they say so', async () => {
    const { page, latest, titleField, theirs } = await open()
    await titleField.fill('Bank account of yours')
    const saveNext = page.getByRole('button', { name: 'Save as the next version' })
    await saveNext.press('Enter')
    await page.getByRole('heading', { name: /^Somebody else has saved version 2 meanwhile/ }).waitFor()
    expect(await latest()).toMatchObject({ version: 2, title: { en: theirs } })
    expect(await titleField.inputValue()).toBe('Bank account of yours')
    await page.getByRole('button', { name: 'Look at version 2' }).waitFor()
    await saveNext.press('Enter')
    await page.getByText('Saved as version 3.').waitFor()
    expect(await latest()).toMatchObject({ version: 3, title: { en: 'Bank account of yours' } })
  })

  test('is not lost by a look at another version, without a question', async () => {
    const { page, titleField } = await open()
    await titleField.fill('Bank account of yours')
    await page.getByRole('button', { name: 'Look at version 1' }).press('Enter')
    await page.getByRole('dialog').getByRole('button', { name: 'Stay here' }).press('Enter')
    expect(await titleField.inputValue()).toBe('Bank account of yours')
    await page.getByRole('button', { name: 'Look at version 1' }).press('Enter')
    await page.getByRole('dialog').getByRole('button', { name: 'Leave without saving' }).press('Enter')
    await page.getByText('This is version 1.').waitFor()
    expect(await titleField.inputValue()).not.toBe('Bank account of yours')
    await page.getByRole('link', { name: 'People' }).press('Enter')
    await page.getByRole('heading', { level: 1, name: 'People' }).waitFor()
  })
})
