// full: takes minutes in a browser
/** Two administrators of one site in Chromium: no change of one is lost unseen to a save of the other. */
import { describe, expect } from 'vitest'
import { enterAdministration } from '../../kit/browser/administration.ts'
import { axeFindings } from '../../kit/browser/axe.ts'
import type { Stage } from '../../kit/browser/stage.ts'
import { administratorTest as test } from '../../kit/fixtures.ts'
import type { Administrator } from '../../kit/pages/administrator.ts'
import { button } from '../../kit/pages/page.ts'
import { openTwoAdministrators } from './two-administrators.ts'

const viewHistory = 'agent-manager: View stored answers after a conversation ends'
const eraseData = 'agent-manager: Erase data'

const withPeople = async (stage: Stage) => {
  const two = await openTwoAdministrators(stage, 'people')
  const { desk, stale } = two
  const { colleague } = desk
  expect(await desk.sendAsAgent()).toBe('201 done')
  await stale.openSection('branding')
  await stale.openSection('people')
  return {
    ...two,
    decide: (body: { enabled: boolean; profile?: string }) =>
      colleague.reply('put-person', { path: { subject: 'agent-7' }, body }),
    async people() {
      const { people } = await colleague.reply('list-people')
      return people
        .filter(({ subject }) => subject === 'agent-7')
        .map(({ subject, enabled, profile }) => ({ subject, enabled, ...(profile && { profile }) }))
    },
  }
}

const waitForConflict = (administrator: Administrator) =>
  administrator.waitForHeading(/^Another administrator changed this/)

describe('a tab that was opened before another administrator saved', () => {
  test('does not revert a changed setting when it saves a profile', async ({ stage }) => {
    const { stale, other, site } = await openTwoAdministrators(stage, 'people')
    await other.openSection('limits')
    await other.fill('Sign out after no activity for', '5')
    await other.saveSuccessfully()
    await stale.toggle(eraseData)
    await stale.save()
    await stale.answer('Give')
    await stale.waitForText('Saved.')
    expect(await site()).toMatchObject({
      idleMinutes: 5,
      profiles: { 'agent-manager': expect.arrayContaining(['data:erase']) },
    })
  })

  test('does not overwrite changes that it has not shown, but shows them, keeps the typed text, and saves on the next click', async ({
    stage,
  }) => {
    const { stale, other, site, desk } = await openTwoAdministrators(stage, 'limits', {
      formMinutes: 30,
      idleMinutes: 15,
      retrieveKeySeconds: 60,
    })
    const [fillIn, idle] = ['Time to fill in a form', 'Sign out after no activity for']
    await other.fill(fillIn, '40')
    await other.fill(idle, '5')
    await other.saveSuccessfully()
    await stale.fill(fillIn, '50')
    await stale.fill('Time to read', '45')
    await stale.save()
    await waitForConflict(stale)
    expect(await site()).toMatchObject({ formMinutes: 40, idleMinutes: 5, retrieveKeySeconds: 60 })
    expect(await stale.field(fillIn).value()).toBe('50')
    expect(await stale.field(idle).value()).toBe('5')
    expect(await stale.field('Time to read').value()).toBe('45')
    const summary = await stale.page.find({ css: '.summary' }).text()
    expect(summary).toContain(`${fillIn}: It is now “40”. What you entered is still here. Save to replace it.`)
    expect(summary).toContain(`${idle}: It is now “5”.`)
    expect(await stale.page.evaluate('document.activeElement?.className')).toBe('summary')
    expect(await axeFindings(desk.page)).toEqual([])
    await stale.saveSuccessfully()
    expect(await site()).toMatchObject({ formMinutes: 50, idleMinutes: 5, retrieveKeySeconds: 45 })
    // Its own save causes no conflict.
    await stale.fill(fillIn, '30')
    await stale.saveSuccessfully()
    expect(await site()).toMatchObject({ formMinutes: 30 })
    expect(desk.browserErrors).toEqual([])
  })

  test('does not restore a removed permission when it saves its profiles, and keeps the ticked boxes', async ({
    stage,
  }) => {
    const { stale, other, site } = await openTwoAdministrators(stage, 'people', {
      profiles: { 'agent-manager': ['form:observe', 'secure-form:view-history'], auditors: [] },
    })
    await other.toggle(viewHistory)
    await other.press('Remove auditors')
    await other.fill('Name of the new role', 'helpers')
    await other.press('Add a role')
    await other.saveSuccessfully()
    await stale.toggle(eraseData)
    await stale.save()
    await stale.answer('Give')
    await waitForConflict(stale)
    expect(await site()).toMatchObject({ profiles: { 'agent-manager': ['form:observe'], helpers: [] } })
    expect(await stale.checkbox(viewHistory).isChecked()).toBe(false)
    expect(await stale.checkbox(eraseData).isChecked()).toBe(true)
    expect(await stale.page.find({ css: '.summary li' }).texts()).toEqual([
      'auditors: role removed.',
      `${viewHistory}: removed.`,
      'helpers: new role.',
    ])
    await stale.save()
    await stale.answer('Give')
    await stale.page.find({ css: '.toast span' }).withText('Saved.').waitUntil('visible')
    const { profiles } = await site()
    expect(new Set(profiles['agent-manager'])).toEqual(new Set(['form:observe', 'data:erase']))
    expect([profiles.helpers, profiles.auditors]).toEqual([[], undefined])
  })
})

describe('a list of people that was read before another administrator’s change', () => {
  test('neither re-enables a disabled person nor restores a removed profile', async ({ stage }) => {
    const { stale, desk, people, decide } = await withPeople(stage)
    await decide({ enabled: false })
    await stale.setRole('agent-7', 'agent-manager')
    await stale.waitForText('Another administrator changed agent-7')
    expect(await people()).toEqual([{ subject: 'agent-7', enabled: false }])
    await decide({ enabled: true, profile: 'agent' })
    // It still shows them as disabled and without a profile.
    await stale.press('Enable agent-7')
    await expect.poll(() => stale.field('Role of agent-7').value()).toBe('agent')
    expect(await people()).toEqual([{ subject: 'agent-7', enabled: true, profile: 'agent' }])
    await stale.setRole('agent-7', 'agent-manager')
    await stale.waitForText('agent-7 was changed.')
    expect(await people()).toEqual([{ subject: 'agent-7', enabled: true, profile: 'agent-manager' }])
    expect(desk.browserErrors).toEqual([])
  })

  test('accepts two quick changes by the same administrator', async ({ stage }) => {
    const { stale, desk, people } = await withPeople(stage)
    await desk.context.route('**/v1/people/agent-7', async (route) => {
      // The service has done it, and the reply is late.
      const response = await route.fetch()
      await new Promise((soon) => setTimeout(soon, 1_000))
      await route.fulfill({ response })
    })
    await stale.setRole('agent-7', 'agent-manager')
    await stale.press('Disable agent-7')
    await stale.answer('Disable')
    await stale.page.find(button('Enable agent-7')).waitUntil('visible')
    expect(await people()).toEqual([{ subject: 'agent-7', enabled: false, profile: 'agent-manager' }])
    await stale.press('Enable agent-7')
    await stale.setRole('agent-7', 'agent')
    await expect.poll(people, { timeout: 10_000 }).toEqual([{ subject: 'agent-7', enabled: true, profile: 'agent' }])
  })

  test('does not enable a disabled person whom an administrator adds again', async ({ stage }) => {
    const { stale, people, decide } = await withPeople(stage)
    await decide({ enabled: false })
    await stale.fill('Name', 'agent-7')
    await stale.press('Add')
    await stale.waitForHeading('agent-7 is disabled. Enable them in the list above.')
    await stale.page.find(button('Enable agent-7')).waitUntil('visible')
    expect(await people()).toEqual([{ subject: 'agent-7', enabled: false }])
  })
})

describe('a template with unsaved changes, after another administrator has saved a newer version', () => {
  const open = async (stage: Stage) => {
    const desk = await enterAdministration(stage)
    const { administrator, colleague } = desk
    const path = { templateId: 'bank-account' }
    const latest = () => colleague.reply('get-template', { path })
    await administrator.openSection('templates/bank-account')
    const { version: _, templateId: __, ...body } = await latest()
    const title = { ...body.title, en: 'Your account, please' }
    await colleague.reply('put-template', { path, body: { ...body, title } })
    return { administrator, latest, theirs: title.en }
  }

  test('replaces that version only if the administrator sees the conflict and saves again', async ({ stage }) => {
    const { administrator, latest, theirs } = await open(stage)
    await administrator.openPart('Title, introduction and button')
    await administrator.fill('Title', 'Bank account of yours')
    await administrator.save()
    await administrator.waitForHeading(/^Another administrator saved version 2/)
    expect(await latest()).toMatchObject({ version: 2, title: { en: theirs } })
    expect(await administrator.field('Title').value()).toBe('Bank account of yours')
    await administrator.save()
    await administrator.waitForText('Saved as version 3')
    expect(await latest()).toMatchObject({ version: 3, title: { en: 'Bank account of yours' } })
  })

  test('keeps the unsaved changes when a different version is opened, unless the administrator confirms discarding them', async ({
    stage,
  }) => {
    const { administrator } = await open(stage)
    await administrator.openPart('Title, introduction and button')
    await administrator.fill('Title', 'Bank account of yours')
    await administrator.openPart('Versions')
    await administrator.press('Open version 1')
    await administrator.answer('Stay here')
    expect(await administrator.field('Title').value()).toBe('Bank account of yours')
    await administrator.press('Open version 1')
    await administrator.answer('Leave without saving')
    await administrator.waitForText('Version 1 opened.')
    await administrator.openPart('Title, introduction and button')
    expect(await administrator.field('Title').value()).not.toBe('Bank account of yours')
  })
})
