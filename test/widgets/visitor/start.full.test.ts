// full: takes minutes in a browser
/** The visitor's page before the form is opened: what it shows and checks, and that it does not use the open key. */
import type { Page, Route } from 'playwright-core'
import { describe, expect } from 'vitest'
import { loadVisitorMessages } from '../../../widgets/visitor/messages/load-messages.ts'
import { neededFeatures } from '../../../widgets/visitor/needed-features.ts'
import { axeFindings } from '../../kit/browser/axe.ts'
import { frameAt } from '../../kit/browser/playwright-page.ts'
import { visitorTest as test } from '../../kit/fixtures.ts'
import { layoutFindings } from './layout.ts'

const words = await loadVisitorMessages(['en'])

const bootstrapScript = /\/assets\/bootstrap-visitor\.\w+\.js$/
const pageScript = /\/assets\/visitor\.\w+\.js$/

/** Records the requests that could use the open key. */
const recordPosts = (page: Page): readonly string[] => {
  const posts: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST') posts.push(new URL(request.url()).pathname)
  })
  return posts
}

describe('a link that is opened by itself', () => {
  test('shows whose form it is, and uses and stores nothing before *Open the form* is pressed', async ({
    send,
    visit,
  }) => {
    const form = await send()
    // A gateway that checks links runs the page's script, and presses nothing.
    for (let scan = 0; scan < 2; scan += 1) {
      const { page, visitor, browserErrors } = await visit()
      const posts = recordPosts(page)
      await page.goto(form.link)
      await visitor.waitForHeading(words.start.heading('Acme'))
      expect(await page.title()).toBe(words.start.title('Acme'))
      expect(await page.locator('#announced').textContent()).toBe(words.start.heading('Acme'))
      expect(await page.evaluate('[localStorage.length, sessionStorage.length]')).toEqual([0, 0])
      expect([await axeFindings(page), await layoutFindings(page)]).toEqual([[], []])
      expect([posts, browserErrors]).toEqual([[], []])
    }
    const { page, visitor } = await visit()
    const posts = recordPosts(page)
    await page.goto(form.link)
    await visitor.press(words.start.open)
    await visitor.waitForQuestions()
    expect(await page.evaluate('document.activeElement.tagName')).toBe('H1')
    expect(posts).toEqual(['/v1/visitor/open'])
    await page.reload()
    await visitor.waitForQuestions()
    expect(posts).toEqual(['/v1/visitor/open', '/v1/visitor/resume'])
  })

  test('shows the service’s host name if the site is unknown', async ({ send, visit }) => {
    const { page, visitor } = await visit()
    await page.goto((await send()).link.replace(/\/form\/[^#]+/, '/form/globex'))
    await visitor.waitForHeading(words.start.heading(new URL(page.url()).hostname))
  })

  test('opens in two tabs as one form if both buttons are pressed', async ({ send, visit }) => {
    const { link } = await send()
    const one = await visit()
    await one.page.goto(link)
    await one.visitor.waitForHeading(words.start.heading('Acme'))
    const other = await one.page.context().newPage()
    await other.goto(link)
    await other.locator('#open-form').click()
    await other.locator('form').waitFor()
    await one.visitor.press(words.start.open)
    await one.visitor.waitForQuestions()
  })

  test.for([
    ['is null', "Object.defineProperty(window, 'localStorage', { get: () => null })"],
    ['throws on each read', "Storage.prototype.getItem = () => { throw new Error('refused') }"],
    ['drops each write', 'Storage.prototype.setItem = () => {}'],
  ] as const)(
    'says that the page must stay open if the storage %s, and the form can be sent',
    async ([_, script], { send, visit }) => {
      const { page, visitor } = await visit()
      await page.addInitScript(script)
      await page.goto((await send()).link)
      await visitor.waitForText(words.fillIn.keepOpen)
      await visitor.press(words.start.open)
      await visitor.waitForQuestions()
      await visitor.waitForText(words.fillIn.keepOpen)
      await visitor.fillCard()
      await visitor.reviewAndSend()
      await visitor.waitForReceipt()
    },
  )
})

test('a page runs no script other than that of the build, and uses nothing', async ({ send, visit }) => {
  for (const script of [bootstrapScript, pageScript]) {
    const { page } = await visit()
    const posts = recordPosts(page)
    await page.route(script, async (route) => {
      const response = await route.fetch()
      await route.fulfill({ response, body: `window.isReplaced = true;${await response.text()}` })
    })
    await page.goto((await send()).link)
    await page.getByText(words.unsupported.failed).waitFor()
    expect([await page.evaluate('window.isReplaced'), posts]).toEqual([undefined, []])
  }
})

describe('while the script with the questions is loading', () => {
  /** Opens the form while this script is loading, and returns the held request for the script. */
  const openEarly = async (page: Page, link: string): Promise<Route> => {
    const held = Promise.withResolvers<Route>()
    await page.route(pageScript, (route) => held.resolve(route), { times: 1 })
    await page.goto(link, { waitUntil: 'commit' })
    const opened = page.waitForResponse('**/v1/visitor/open')
    await page.locator('#open-form').click()
    await opened
    return await held.promise
  }

  test('the form is already opened', async ({ send, visit }) => {
    const { page, visitor } = await visit()
    const posts = recordPosts(page)
    const script = await openEarly(page, (await send()).link)
    await script.continue()
    await visitor.waitForQuestions()
    expect(posts).toEqual(['/v1/visitor/open'])
  })

  test('the form is opened, and a failure offers to reload the page, which resumes the form', async ({
    send,
    visit,
  }) => {
    const { page, visitor } = await visit()
    const script = await openEarly(page, (await send()).link)
    await script.abort()
    await visitor.waitForText(words.unsupported.failedOpened)
    await visitor.press(words.unsupported.reload)
    await visitor.waitForQuestions()
  })
})

test('a form in a frame opens by itself only when the frame comes into view', async ({ stage, send, visit }) => {
  const { link } = await send()
  const { page } = await visit()
  const posts = recordPosts(page)
  const body = `<div style="height: 3000px">The chat</div><iframe title="Form" height="400" src="${link}"></iframe>`
  await page.goto(`${stage.brand.listedOrigin}${stage.brand.put('/below', body)}`)
  const frame = await frameAt(page, /^\/form\//)
  await frame.getByText(words.opening).waitFor({ state: 'attached' })
  await page.waitForTimeout(300)
  expect(posts).toEqual([])
  await page.evaluate("document.querySelector('iframe').scrollIntoView()")
  await frame.locator('form').waitFor()
  expect(posts).toEqual(['/v1/visitor/open'])
})

describe('a browser that cannot show the form', () => {
  const removal = (path: string) => {
    const at = path.lastIndexOf('.')
    const [owner, name] = at < 0 ? ['window', path] : [path.slice(0, at), path.slice(at + 1)]
    return owner === 'crypto'
      ? `Object.defineProperty(crypto, '${name}', { value: undefined })`
      : `delete ${owner === 'crypto.subtle' ? 'Crypto.prototype.subtle' : `${owner}.${name}`}`
  }

  test('says that it is too old, and uses nothing, for each missing feature', async ({ send, visit }) => {
    const { link } = await send()
    for (const feature of neededFeatures) {
      const { page } = await visit({ locale: 'en-GB' })
      const posts = recordPosts(page)
      await page.addInitScript(removal(feature))
      await page.goto(link)
      await page.getByText(words.unsupported.tooOld).waitFor()
      expect([feature, await page.locator('h1').textContent(), posts]).toEqual([feature, words.unsupported.heading, []])
      await page.close()
    }
  }, 120_000)

  test('says that the connection is not secure', async ({ send, visit }) => {
    const { page } = await visit()
    const posts = recordPosts(page)
    await page.addInitScript("Object.defineProperty(window, 'isSecureContext', { value: false })")
    await page.goto((await send()).link)
    await page.getByText(words.unsupported.insecure).waitFor()
    expect([await axeFindings(page), posts]).toEqual([[], []])
  })

  test.for([bootstrapScript, pageScript])(
    'shows a text if the script %s cannot be loaded, and uses nothing',
    async (script, { send, visit }) => {
      const { page, visitor } = await visit()
      await page.route(script, (route) => route.abort(), { times: 1 })
      const posts = recordPosts(page)
      await page.goto((await send()).link)
      await page.getByText(words.unsupported.failed).waitFor()
      expect([await page.locator('#open-form').count(), posts]).toEqual([0, []])
      await visitor.press(words.unsupported.reload)
      await visitor.press(words.start.open)
      await visitor.waitForQuestions()
    },
  )
})
