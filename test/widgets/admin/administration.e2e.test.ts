import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { axeFindings } from '../../axe.ts'
import { statusAndCode, textField } from '../../kit/http-client.ts'
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

/** What the service says of something, as its administrator would ask. */
const asked = async ({ scene }: AdminSession, method: string, path: string, body?: object) =>
  scene.request(method, path, { token: await scene.token('administrator', 'another'), ...(body && { body }) })

const clean = ({ browserErrors, foreignRequests }: Pick<AdminSession, 'browserErrors' | 'foreignRequests'>) =>
  expect([browserErrors, foreignRequests]).toEqual([[], []])

const dialogPress = (desk: AdminSession, name: string) =>
  desk.page.getByRole('dialog').getByRole('button', { name }).press('Enter')

describe('the administration page', () => {
  test('is in no frame, has somebody sign in at the issuer, and keeps no token anywhere', async () => {
    const desk = await desks.enter()
    const response = await desk.page.request.get(`${desks.target.origin}/admin`)
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

  test('takes no code that somebody else brings along', async () => {
    const { page, complaints } = await desks.opened()
    await page.goto(`${desks.target.origin}/admin?code=stolen&state=guessed`)
    await page.getByText('The sign-in did not succeed').waitFor()
    expect(page.url()).not.toContain('stolen')
    expect(complaints).toEqual([])
  })

  test('the issuer gives a token once for a code, for the verifier of its challenge alone', async () => {
    const { page, context } = await desks.opened()
    const codes: string[] = []
    await context.route('**/dev/oauth/token', async (route) => {
      codes.push(route.request().postData() ?? '')
      await route.continue()
    })
    await desks.signIn(page, 'acme')
    await page.getByRole('heading', { name: 'Site settings' }).waitFor()
    const form = new URLSearchParams(codes[0])
    const exchange = async (body: URLSearchParams) =>
      (await fetch(`${desks.target.origin}/dev/oauth/token`, { method: 'POST', body })).status
    expect(await exchange(form)).toBe(422)
    form.set('code_verifier', 'x'.repeat(43))
    expect(await exchange(form)).toBe(422)
  })

  test('says so when the profile may not administer, and when the sign-in is over', async () => {
    const { page } = await desks.opened()
    await desks.signIn(page, 'acme', 'agent')
    await page.getByText('does not have the permission').waitFor()
    await page.getByRole('button', { name: 'Sign out' }).press('Enter')
    await page.getByText('You are signed out').waitFor()
  })

  test('saves site settings, and tells what is wrong at the field before it asks the service', async () => {
    const desk = await desks.enter()
    const { page } = desk
    await page.getByLabel('Retrieve key, seconds').fill('4')
    await page.getByLabel('Embedding origins').fill('https://chat.example.com\nhttp://plain.example.com')
    await page.getByRole('button', { name: 'Save' }).press('Enter')
    await page.getByRole('heading', { name: '2 things are not right yet' }).waitFor()
    expect(await page.getByLabel('Retrieve key, seconds').getAttribute('aria-invalid')).toBe('true')
    expect((await asked(desk, 'GET', '/v1/site')).body).toMatchObject({ retrieveKeySeconds: 60 })
    await page.getByRole('link', { name: /Retrieve key/ }).press('Enter')
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type('45')
    await page.getByLabel('Embedding origins').fill('https://chat.example.com')
    await page.getByRole('button', { name: 'Save' }).press('Enter')
    await page.getByText('Saved.').waitFor()
    expect((await asked(desk, 'GET', '/v1/site')).body).toMatchObject({
      retrieveKeySeconds: 45,
      embeddingOrigins: ['https://chat.example.com'],
    })
    clean(desk)
  })

  test('edits profiles: a permission that is given counts from the next request on', async () => {
    const desk = await desks.enter()
    const { page, scene } = desk
    await desk.openSection('profiles')
    await page.getByLabel('Name of the new profile').fill('auditors')
    await page.getByRole('button', { name: 'Add a profile' }).press('Enter')
    const auditor = await scene.token('auditors', 'someone')
    const audit = () =>
      scene.request('GET', `/v1/audit?conversationId=${scene.conversationId}`, { token: auditor }).then(statusAndCode)
    expect(await audit()).toBe('403 not-permitted')
    await page.getByRole('checkbox', { name: 'auditors: Read the audit log' }).press('Space')
    expect(await page.getByRole('checkbox', { name: 'administrator: Administer the site' }).isDisabled()).toBe(true)
    await page.getByRole('button', { name: 'Save' }).press('Enter')
    await page.getByText('Saved.').waitFor()
    expect(await audit()).toBe('200 done')
    clean(desk)
  })

  test('disables somebody after a question, and enables them again', async () => {
    const desk = await desks.enter()
    const { page, scene } = desk
    await scene.send()
    await desk.openSection('people')
    await page.getByLabel('Name in the sign-in').fill('agent-7')
    await page.getByRole('button', { name: 'Set' }).press('Enter')
    // The row was there before, because they have signed in: what is pressed next is in the new one.
    await page.getByText('agent-7 was changed.').waitFor()
    await page.getByRole('button', { name: 'Disable agent-7' }).press('Enter')
    // Pressed twice, the key answers no.
    expect(await page.getByRole('dialog').locator(':focus').textContent()).toBe('Cancel')
    await dialogPress(desk, 'Cancel')
    expect((await scene.send()).status).toBe(201)
    await page.getByRole('button', { name: 'Disable agent-7' }).press('Enter')
    await dialogPress(desk, 'Disable')
    await page.getByRole('button', { name: 'Enable agent-7' }).waitFor()
    expect(statusAndCode(await scene.send())).toBe('401 not-signed-in')
    // The second press does not wait for what comes of the first, and is what counts.
    await page.getByLabel('Profile of agent-7').selectOption('agent-manager')
    await page.getByRole('button', { name: 'Enable agent-7' }).press('Enter')
    await page.getByRole('button', { name: 'Disable agent-7' }).waitFor()
    const people = await asked(desk, 'GET', '/v1/people')
    expect(people.body).toMatchObject({
      people: expect.arrayContaining([
        expect.objectContaining({ subject: 'agent-7', enabled: true, profile: 'agent-manager' }),
      ]),
    })
    clean(desk)
  })

  test('writes a template in two languages beside its preview, and finds every version again', async () => {
    const desk = await desks.enter()
    const { page } = desk
    await desk.openSection('templates')
    await page.getByLabel('Id of the new template').fill('pick-up')
    await page.getByRole('button', { name: 'Begin' }).press('Enter')
    await page.getByRole('heading', { level: 1, name: 'pick-up, not saved yet' }).waitFor()
    await page.getByRole('button', { name: 'Save as the next version' }).press('Enter')
    await page.getByRole('heading', { name: /things are not right yet/ }).waitFor()
    await page.getByLabel('Title (en)', { exact: true }).fill('Pick-up')
    await page.getByLabel('Question (en)', { exact: true }).fill('When do you come?')
    await page.getByRole('combobox', { name: 'Type' }).selectOption('date')
    await page.getByLabel('Add a language').fill('ar')
    await page.getByRole('button', { name: 'Add', exact: true }).press('Enter')
    await page.getByLabel('Title (ar)', { exact: true }).fill('الاستلام')
    await page.getByLabel('Question (ar)', { exact: true }).fill('متى تأتي؟')
    const preview = page.locator('.preview .shown')
    await preview.getByText('When do you come?').waitFor()
    await page.getByLabel('Preview in').selectOption('ar')
    await preview.getByText('متى تأتي؟').waitFor()
    expect([await preview.getAttribute('dir'), await preview.getAttribute('lang')]).toEqual(['rtl', 'ar'])
    expect(await axeFindings(page)).toEqual([])
    await page.getByRole('button', { name: 'Save as the next version' }).press('Enter')
    await page.getByText('Saved as version 1.').waitFor()
    await page.getByLabel('Title (en)', { exact: true }).fill('Pick-up at the shop')
    await page.getByRole('button', { name: 'Save as the next version' }).press('Enter')
    await page.getByText('Saved as version 2.').waitFor()
    expect((await asked(desk, 'GET', '/v1/templates/pick-up')).body).toMatchObject({
      version: 2,
      title: { en: 'Pick-up at the shop', ar: 'الاستلام' },
      questions: [{ type: 'date', label: { en: 'When do you come?', ar: 'متى تأتي؟' } }],
    })
    await page.getByRole('button', { name: 'Look at version 1' }).press('Enter')
    await page.getByText('This is version 1.').waitFor()
    expect(await page.getByLabel('Title (en)', { exact: true }).inputValue()).toBe('Pick-up')
    // The browser tells of each reply that is no success: there was no such template yet.
    clean({ ...desk, browserErrors: desk.browserErrors.filter((each) => !/status of 404/.test(each)) })
  })

  test('every shipped template comes back from the editor as it was', async () => {
    const desk = await desks.enter()
    for (const id of ['card-payment', 'identity-check', 'bank-account']) {
      const { version: _, ...before } = Object((await asked(desk, 'GET', `/v1/templates/${id}`)).body)
      await desk.openSection(`templates/${id}`)
      await desk.page.getByRole('button', { name: 'Save as the next version' }).press('Enter')
      await desk.page.getByText('Saved as version 2.').waitFor()
      expect((await asked(desk, 'GET', `/v1/templates/${id}`)).body).toEqual({ ...before, version: 2 })
    }
  })

  test('switches a template off and on', async () => {
    const desk = await desks.enter()
    await desk.openSection('templates')
    await desk.page.getByRole('button', { name: 'Switch bank-account off' }).press('Enter')
    await desk.page.getByRole('button', { name: 'Switch bank-account on' }).waitFor()
    expect(statusAndCode(await desk.scene.send())).toBe('422 not-valid')
    await desk.page.getByRole('button', { name: 'Switch bank-account on' }).press('Enter')
    await desk.page.getByRole('button', { name: 'Switch bank-account off' }).waitFor()
    expect((await desk.scene.send()).status).toBe(201)
    clean(desk)
  })

  test('warns before what was changed is lost, and loses nothing when somebody stays', async () => {
    const desk = await desks.enter()
    const { page } = desk
    await page.getByLabel('Name').fill('Acme and Sons')
    await page.getByRole('link', { name: 'People' }).press('Enter')
    await dialogPress(desk, 'Stay here')
    // Its address comes back once the dialog is closed: only then does the same link lead somewhere again.
    await page.waitForURL(/#site$/)
    expect(await page.getByLabel('Name').inputValue()).toBe('Acme and Sons')
    await page.getByRole('link', { name: 'People' }).press('Enter')
    await dialogPress(desk, 'Leave without saving')
    await page.getByRole('heading', { level: 1, name: 'People' }).waitFor()
    clean(desk)
  })

  test('shows what is on record of a conversation, a page at a time, from the beginning', async () => {
    const desk = await desks.enter()
    const { page, scene } = desk
    for (let sent = 0; sent < 55; sent++) await scene.send()
    await desk.openSection('audit')
    await page.getByLabel('Conversation').fill(scene.conversationId)
    await page.getByLabel('Conversation').press('Enter')
    await page.getByText('50 records.').waitFor()
    const rows = page.locator('tbody tr')
    expect(await rows.count()).toBe(50)
    expect(await rows.first().textContent()).toContain('conversation-opened')
    await page.getByRole('button', { name: 'Show more' }).press('Enter')
    await expect.poll(() => rows.count()).toBe(56)
    await page.getByLabel('Conversation').fill('chat-nowhere')
    await page.getByLabel('Conversation').press('Enter')
    await page.getByText('There is no such thing at this site.').first().waitFor()
  })

  test('erases after a question, with a receipt', async () => {
    const desk = await desks.enter()
    const { page, scene } = desk
    const form = await scene.submitted()
    await desk.openSection('erasure')
    await page.getByRole('radio', { name: /A submission/ }).press('Space')
    await page.getByLabel('Id or reference').fill('no id')
    await page.getByRole('button', { name: 'Erase' }).press('Enter')
    await page.getByRole('heading', { name: 'One thing is not right yet' }).waitFor()
    await page.getByLabel('Id or reference').fill(form.submissionId)
    await page.getByRole('button', { name: 'Erase' }).press('Enter')
    await dialogPress(desk, 'Erase')
    await page.getByRole('heading', { name: 'Receipt' }).waitFor()
    expect(await page.locator('dd').nth(1).textContent()).toBe('1')
    expect(statusAndCode(await scene.issueRetrieveKey(form.formId))).toBe('404 not-available')
    expect(
      textField(await asked(desk, 'GET', `/v1/erasures/${await page.locator('dd').first().textContent()}`), 'status'),
    ).toBe('done')
    clean(desk)
  })
})

describe('the administration page is for everybody', () => {
  const parts = ['site', 'profiles', 'people', 'templates', 'templates/identity-check', 'audit', 'erasure']

  test.each([
    ['in light', {}],
    ['in dark', { colorScheme: 'dark' as const }],
    ['in forced colours', { forcedColors: 'active' as const }],
    ['at 320 px', { viewport: { width: 320, height: 640 } }],
    ['right to left', {}],
  ])('%s, in all its parts: nothing for axe to find, nothing to scroll sideways', async (how, options) => {
    const desk = await desks.enter(options)
    if (how === 'right to left') await desk.page.evaluate(() => document.documentElement.setAttribute('dir', 'rtl'))
    for (const part of parts) {
      await desk.openSection(part)
      if (part.startsWith('templates/')) await desk.page.locator('.preview h3').waitFor()
      // Contrast is the system's own where it forces its colours.
      const findings = await axeFindings(desk.page, how === 'in forced colours' ? ['color-contrast'] : [])
      expect([part, findings]).toEqual([part, []])
      const [wide, room] = await desk.page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
      expect([part, (wide ?? 0) <= (room ?? 0)]).toEqual([part, true])
    }
    clean(desk)
  })

  test('on the narrowest phone everything that can be pressed is in sight, and a table is one for those who listen', async () => {
    const desk = await desks.enter({ viewport: { width: 320, height: 640 } })
    for (const part of parts) {
      await desk.openSection(part)
      const outOfSight = await desk.page.evaluate(() =>
        [...document.querySelectorAll('main :is(button, select, input, textarea, a)')]
          .filter((each) => each.checkVisibility())
          .filter((each) => each.getBoundingClientRect().right > innerWidth || each.getBoundingClientRect().left < 0)
          .map((each) => each.outerHTML.slice(0, 80)),
      )
      expect([part, outOfSight]).toEqual([part, []])
    }
    await desk.openSection('people')
    const row = desk.page.getByRole('row').nth(1)
    expect(await row.getByRole('cell').count()).toBe(4)
    expect(await desk.page.getByRole('columnheader').allTextContents()).toEqual([
      ...['Name in the sign-in', 'Profile', 'State', 'Last sign-in'],
    ])
    clean(desk)
  })

  test('a keyboard finds the content past the navigation, and always sees where it is', async () => {
    const desk = await desks.enter()
    await desk.page.evaluate(() => document.body.focus())
    await desk.page.keyboard.press('Tab')
    await desk.page.getByRole('link', { name: 'Skip to the content' }).press('Enter')
    expect(await desk.page.evaluate(() => document.activeElement?.id)).toBe('content')
    await desk.page.keyboard.press('Tab')
    const focused = await desk.page.evaluate(() => {
      const { activeElement: at } = document
      return at === null ? [] : [at.tagName, getComputedStyle(at).outlineStyle]
    })
    expect(focused).toEqual(['INPUT', 'solid'])
  })
})
