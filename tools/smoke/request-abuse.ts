/** Sends requests that none of our pages sends, checks that the service refuses them, and checks the headers of every reply. */
import { protocol } from '../../contracts/protocol.ts'
import { expectAnswer, expectEqual } from './observation.ts'
import type { RecordedReply } from './recording-client.ts'
import type { Check } from './service-driver.ts'

const previewCount = 10

/**
 * Fetches a form's link as link previews and mail scanners do. The request does not contain the fragment, which is the
 * part with the key.
 */
const linkPreviews: Check = {
  name: 'Requests for the page of the link spend no key',
  async run({ wire, sendForm, openForm }) {
    const form = await sendForm()
    const { origin, pathname } = new URL(form.link)
    for (let preview = 0; preview < previewCount; preview++) {
      for (const method of ['GET', 'HEAD']) {
        await expectAnswer(`${method} ${pathname}`, '200', wire.send(`${origin}${pathname}`, { method }))
      }
    }
    const { status } = (await openForm(form)).reply
    return expectEqual(`open-form after ${2 * previewCount} requests`, 'opened', status)
  },
}

const json = { 'Content-Type': 'application/json' }

/**
 * Sends requests with unknown fields. `__proto__` is written as JSON text, because an object literal would not send it.
 */
const unknownFields: Check = {
  name: 'Fields outside the contract are refused',
  async run({ wire, visitor, fillIn }) {
    const submission = await fillIn()
    const fields = ['"siteId":"another"', '"offTheRecord":false', '"__proto__":{"agentId":"another"}']
    const { path } = protocol['submit-form']
    for (const field of fields) {
      const body = JSON.stringify(submission).replace('{', `{${field},`)
      const at = `submit-form with ${field.split(':')[0]}`
      await expectAnswer(at, '422 not-valid', wire.send(path, { method: 'POST', headers: json, body }))
    }
    await visitor.reply('submit-form', { body: submission })
    return expectEqual(`${fields.length} fields`, '422 not-valid', '422 not-valid')
  },
}

const corsGrantHeader = 'access-control-allow-origin'

const otherOrigins: Check = {
  name: 'Pages of other origins get no CORS permission',
  async run({ wire }) {
    const { host } = new URL(wire.origin)
    const { path } = protocol['open-form']
    for (const origin of ['null', 'https://example.org', `https://${host}.example.org`, `https://x${host}`]) {
      const preflight = { Origin: origin, 'Access-Control-Request-Method': 'POST' }
      const asked = await wire.send(path, { method: 'OPTIONS', headers: preflight })
      const posted = await wire.send(path, { method: 'POST', headers: { ...json, Origin: origin }, body: '{}' })
      const granted = [asked, posted].some(({ headers }) => headers.has(corsGrantHeader))
      expectEqual(`origin ${origin}`, 'no grant', granted ? 'a grant' : 'no grant')
    }
    // The headers that an HTML form on another page can send without a preflight request.
    const simple = { Origin: 'https://example.org', 'Content-Type': 'text/plain' }
    const posting = wire.send(path, { method: 'POST', headers: simple, body: '{}' })
    await expectAnswer('a form post from another page', '415 unsupported-media-type', posting)
    return expectEqual('4 origins', 'no grant', 'no grant')
  },
}

/** The headers that every reply from the API must have. */
const requiredApiHeaders: Readonly<Record<string, RegExp>> = {
  'cache-control': /^no-store$/,
  'x-content-type-options': /^nosniff$/,
  'referrer-policy': /^no-referrer$/,
  'strict-transport-security': /^max-age=\d{8,}/,
  'x-request-id': /^\S+$/,
}

/**
 * The headers that the visitor's page must have. Their policy prevents other origins from framing the form, and
 * prevents foreign scripts from running in it.
 */
const requiredPageHeaders: Readonly<Record<string, RegExp>> = {
  'content-security-policy': /^(?=.*frame-ancestors )(?!.*unsafe-(inline|eval))/,
  'x-content-type-options': /^nosniff$/,
  'referrer-policy': /^no-referrer$/,
  'strict-transport-security': /^max-age=\d{8,}/,
}

const missingHeaders = (
  { headers }: Pick<RecordedReply, 'headers'>,
  wanted: Readonly<Record<string, RegExp>>,
): readonly string[] =>
  Object.entries(wanted)
    .filter(([name, value]) => !value.test(headers.get(name) ?? ''))
    .map(([name]) => name)

/** Checks the headers of all recorded replies. It must run last, because it covers the replies to all other checks. */
const headers: Check = {
  name: 'Every reply has the security headers',
  async run({ wire, sendForm }) {
    await wire.send('/v1/no-such-thing', { method: 'GET' })
    const page = await wire.send(new URL((await sendForm()).link).pathname, { method: 'GET' })
    const inAll = 'all in place'
    const ofPage = missingHeaders(page, requiredPageHeaders)
    expectEqual("the visitor's page", inAll, ofPage.length === 0 ? inAll : `none or another: ${ofPage.join(', ')}`)
    const replies = wire.replies.filter(({ path }) => path.startsWith('/v1/'))
    for (const reply of replies) {
      const missing = missingHeaders(reply, requiredApiHeaders)
      const at = `${reply.method} ${reply.path} (${reply.status})`
      expectEqual(at, inAll, missing.length === 0 ? inAll : `none or another: ${missing.join(', ')}`)
    }
    return expectEqual(`${replies.length} replies and the visitor's page`, inAll, inAll)
  },
}

export const requestAbuse: readonly Check[] = [linkPreviews, unknownFields, otherOrigins, headers]
