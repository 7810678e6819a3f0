/** Signing out of the administration page, in Chromium: the next person at the browser has to sign in. */
import type { BrowserContext, Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { type Administration, enterAdministration } from '../../kit/browser/administration.ts'
import type { Stage } from '../../kit/browser/stage.ts'
import { administratorTest as test } from '../../kit/fixtures.ts'
import { button } from '../../kit/pages/page.ts'

/**
 * Imitates Cognito's page, which gives a browser that signed in within the last hour another code without asking, unless the
 * page that sends the browser requires a sign-in.
 */
const rememberBrowser = async (context: BrowserContext, origin: string): Promise<void> => {
  const authorize = `${origin}/dev/authorize`
  let filledIn = ''
  await context.route(`${authorize}**`, async (route) => {
    const request = route.request()
    const wanted = new URL(request.url()).searchParams
    filledIn = request.postData() ?? filledIn
    if (request.method() === 'POST' || filledIn === '' || wanted.get('prompt') === 'login') return route.continue()
    const form = new URLSearchParams(filledIn)
    for (const [name, value] of wanted) form.set(name, value)
    const granted = await fetch(authorize, { method: 'POST', body: form, redirect: 'manual' })
    await route.fulfill({ status: 303, headers: { location: granted.headers.get('location') ?? '' } })
  })
}

/** The paths that the browser navigates to, and the whole address at which the issuer ends a sign-in. */
const navigationsOf = (page: Page): readonly string[] => {
  const navigations: string[] = []
  page.on('request', (request) => {
    const { pathname, search } = new URL(request.url())
    if (request.isNavigationRequest()) navigations.push(pathname === '/dev/logout' ? `${pathname}${search}` : pathname)
  })
  return navigations
}

const enterAgain = async (stage: Stage): Promise<Administration> => {
  const desk = await enterAdministration(stage)
  await rememberBrowser(desk.context, stage.service.origin)
  // The imitation has to see one sign-in.
  await desk.administrator.page.reload()
  await desk.administrator.signIn(desk.site.siteId)
  await desk.administrator.waitForSection('templates')
  return desk
}

const ends: readonly ((desk: Administration) => Promise<unknown>)[] = [
  ({ administrator }) => administrator.signOut(),
  /** The service no longer accepts the sign-in, as after idling, which the page learns with its next request. */
  async ({ administrator, colleague }) => {
    await colleague.reply('put-person', { path: { subject: 'root' }, body: { enabled: false } })
    // A key press would wait for the page, which leaves at once.
    await administrator.page.evaluate(`void (location.hash = 'people')`)
  },
]

describe('administrators who signed out, or whose sign-in the service ended,', () => {
  test('must sign in again, even if the issuer still has a session in the browser', async ({ stage }) => {
    for (const end of ends) {
      const desk = await enterAgain(stage)
      const { administrator } = desk
      await end(desk)
      await administrator.waitForText('You are signed out')
      await administrator.press('Sign in')
      await administrator.waitForText('any identity is accepted')
      const expectedErrors = desk.browserErrors.filter((each) => /status of 401/.test(each))
      expect([desk.browserErrors, desk.foreignRequests]).toEqual([expectedErrors, []])
    }
  })

  test('are redirected through the issuer, which ends its own session in the browser, and then see a notice', async ({
    stage,
  }) => {
    const settings = { client_id: 'agent-app', logout_uri: `${stage.service.origin}/admin` }
    for (const end of ends) {
      const desk = await enterAdministration(stage)
      const { administrator } = desk
      const navigations = navigationsOf(desk.page)
      await end(desk)
      await administrator.waitForText('You are signed out')
      await administrator.page.find(button('Sign in')).waitUntil('visible')
      expect(navigations).toEqual([`/dev/logout?${new URLSearchParams(settings)}`, '/admin'])
      expect(await administrator.page.evaluate('JSON.stringify({ ...sessionStorage })')).toBe('{}')
      await administrator.page.reload()
      await administrator.waitForText('Sign in to manage your site')
    }
  })
})

test('signing out revokes the refresh token before the browser leaves', async ({ stage, openPage }) => {
  const { page, context, administrator } = await openPage()
  const { origin } = stage.service
  await context.route(/\/admin(\?.*)?$/, async (route) => {
    const response = await route.fetch()
    const added = `&quot;revocationEndpoint&quot;:&quot;${origin}/revoke&quot;,&quot;tokenEndpoint&quot;`
    await route.fulfill({ response, body: (await response.text()).replace('&quot;tokenEndpoint&quot;', added) })
  })
  // A redirect would be followed past the route above.
  await context.route(`${origin}/dev/authorize`, async (route) => {
    const { location = '' } = (await route.fetch({ maxRedirects: 0 })).headers()
    const body = `<meta http-equiv="refresh" content="0;url=${location.replaceAll('&', '&amp;')}">`
    await route.fulfill({ contentType: 'text/html', body })
  })
  await context.route('**/dev/oauth/token', async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, json: { ...(await response.json()), refresh_token: 'renews' } })
  })
  const asked: string[] = []
  await context.route(/\/(revoke|v1\/session\/sign-out|dev\/logout)\b/, async (route) => {
    const request = route.request()
    const { pathname } = new URL(request.url())
    asked.push(pathname === '/revoke' ? `${pathname} ${request.postData()}` : pathname)
    await (pathname === '/revoke' ? route.fulfill({ status: 200 }) : route.continue())
  })
  await page.reload()
  await administrator.signIn(await stage.service.newSiteId())
  await administrator.waitForHeading('Forms')
  await administrator.signOut()
  await administrator.waitForText('You are signed out')
  expect(asked).toEqual(['/v1/session/sign-out', '/revoke token=renews&client_id=agent-app', '/dev/logout'])
})
