import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
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

/**
 * What Cognito's page does for an hour: whoever has signed in there once gets another code without being asked for anything,
 * unless the page that sends the browser asks for it. Here nothing makes it forget.
 */
const rememberBrowser = async (context: BrowserContext): Promise<void> => {
  const authorize = `${desks.target.origin}/dev/authorize`
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

/** Where the browser went, without what came behind the `?`; of the issuer's end of a sign-in all of it. */
const navigationsOf = (page: Page): readonly string[] => {
  const way: string[] = []
  page.on('request', (request) => {
    const address = new URL(request.url())
    if (!request.isNavigationRequest()) return
    way.push(address.pathname === '/dev/logout' ? `${address.pathname}${address.search}` : address.pathname)
  })
  return way
}

const signOutPath = () => [
  `/dev/logout?${new URLSearchParams({ client_id: 'agent-app', logout_uri: `${desks.target.origin}/admin` })}`,
  '/admin',
]

const enterAgain = async (): Promise<AdminSession> => {
  const desk = await desks.enter()
  await rememberBrowser(desk.context)
  // The stand-in has to see somebody sign in once.
  await desk.page.reload()
  await desks.signIn(desk.page, desk.scene.siteId)
  await desk.page.getByRole('heading', { name: 'Site settings' }).waitFor()
  return desk
}

const signOut = async ({ page }: AdminSession) => {
  await page.getByRole('button', { name: 'Sign out' }).press('Enter')
  await page.getByText('You are signed out').waitFor()
}

/** The service no longer takes the sign-in, as after idling; the page hears of it when it asks for the next thing. */
const endSignIn = async ({ page, scene }: AdminSession) => {
  const body = { enabled: false }
  const token = await scene.token('administrator', 'another')
  expect((await scene.request('PUT', '/v1/people/root', { token, body })).status).toBe(200)
  await page.getByRole('link', { name: 'People' }).press('Enter')
  await page.getByText('You are signed out').waitFor()
}

describe.each([
  ['signed out', signOut],
  ['were signed out by the service', endSignIn],
])('those who %s', (_, end) => {
  test('are asked who they are before they are let in again, though the issuer remembers the browser', async () => {
    const desk = await enterAgain()
    await end(desk)
    await desk.page.getByRole('button', { name: 'Sign in' }).press('Enter')
    await desk.page.getByText('any identity is accepted').waitFor()
    expect([desk.browserErrors, desk.foreignRequests]).toEqual([
      desk.browserErrors.filter((each) => /status of 401/.test(each)),
      [],
    ])
  })

  test('leave by way of the issuer, so that it forgets the browser, and come back to be told', async () => {
    const desk = await desks.enter()
    const way = navigationsOf(desk.page)
    await end(desk)
    await desk.page.getByRole('button', { name: 'Sign in' }).waitFor()
    expect(way).toEqual(signOutPath())
    expect(await desk.page.evaluate(() => JSON.stringify({ ...sessionStorage }))).toBe('{}')
    await desk.page.reload()
    await desk.page.getByText('Sign in with an account').waitFor()
  })
})

test('signing out takes the token that renews from whoever may have it, before the browser leaves', async () => {
  const { page, context } = await desks.opened()
  const { origin } = desks.target
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
  await desks.signIn(page, await desks.target.newSiteId())
  await page.getByRole('heading', { name: 'Site settings' }).waitFor()
  await page.getByRole('button', { name: 'Sign out' }).press('Enter')
  await page.getByText('You are signed out').waitFor()
  expect(asked).toEqual(['/v1/session/sign-out', '/revoke token=renews&client_id=agent-app', '/dev/logout'])
})
