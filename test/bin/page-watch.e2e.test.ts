/** page-watch against the local run, and against one behind a tampering proxy. */
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { signInSettingsOf } from '../../local/dev-sign-in.ts'
import { startLocal } from '../../local/run.ts'
import { ExpectedPages, expectedPagesOfThisBuild } from '../../tools/pages/expected-pages.ts'
import { watchPages } from '../../tools/pages/watch-pages.ts'

let local: Awaited<ReturnType<typeof startLocal>>
let folder: string
let middle: Server
let origin: string
let expected: ExpectedPages
let signInFile: string

interface Reply {
  readonly path: string
  readonly headers: Headers
  body: string
}
/** The proxy's change to each reply. */
let tamper: (reply: Reply) => void = () => {}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sealform-watch-'))
  local = await startLocal({
    port: 0,
    demo: { port: 0, allowFallback: true },
    log: { write: () => {} },
  })
  expected = await expectedPagesOfThisBuild()
  signInFile = join(folder, 'sign-in.json')
  await writeFile(signInFile, JSON.stringify(signInSettingsOf(local.origin)))
  middle = createServer(async ({ url = '' }, response) => {
    const asked = await fetch(new URL(url, local.origin), { redirect: 'manual' })
    const reply: Reply = { path: url, headers: new Headers(asked.headers), body: await asked.text() }
    tamper(reply)
    reply.headers.delete('content-length')
    response.writeHead(asked.status, Object.fromEntries(reply.headers)).end(reply.body)
  })
  await new Promise<void>((done) => middle.listen(0, '127.0.0.1', done))
  const address = middle.address()
  origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
})

afterAll(async () => {
  middle?.close()
  await local?.close()
  await rm(folder, { recursive: true, force: true })
})

const differencesWith = async (tampering: (reply: Reply) => void) => {
  tamper = tampering
  const demo = [local.demoOrigin ?? '']
  const signIn = signInSettingsOf(local.origin)
  const sites = new Map([['acme', demo]])
  return (await watchPages({ origin, expected, sites, stageOrigins: demo, signIn })).differences
}

/** Runs the command in a separate process and returns its output and exit code. */
const command = async (name: string, ...args: readonly string[]) => {
  const program = resolve(import.meta.dirname, `../../bin/${name}.ts`)
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [program, ...args])
    return { code: 0, said: stdout }
  } catch (failure) {
    const said =
      failure instanceof Error && 'stdout' in failure && 'stderr' in failure ? `${failure.stdout}${failure.stderr}` : ''
    return { code: failure instanceof Error && 'code' in failure ? failure.code : undefined, said }
  }
}

describe('page-watch', () => {
  test('reports no difference if the pages are unchanged since their build', async () => {
    expect(await differencesWith(() => {})).toEqual([])
  })

  test.each<[string, (reply: Reply) => void, RegExp]>([
    [
      'a script with an extra byte',
      (reply) => {
        if (/^\/assets\/visitor\.\w+\.js$/.test(reply.path)) reply.body += ' '
      },
      /^\/assets\/visitor\.\w+\.js is not what was built/,
    ],
    [
      'a document with another script',
      (reply) => {
        if (reply.path === '/form/acme')
          reply.body = reply.body.replace('</head>', '<script src=https://evil.example/x.js></script></head>')
      },
      /^A document names https:\/\/evil\.example\/x\.js, which is not in the inventory\.$/,
    ],
    [
      'a document whose script has another hash',
      (reply) => {
        if (reply.path === '/form/acme') reply.body = reply.body.replace('sha384-', 'sha384-A')
      },
      /^\/form\/acme is not what was built/,
    ],
    [
      'a document with something after the site’s name',
      (reply) => {
        if (reply.path === '/form/acme')
          reply.body = reply.body.replace(/content="[^"]*">(?=\s*<title>)/, 'content="Acme" onload="x">')
      },
      /^\/form\/acme is not what was built/,
    ],
    [
      'a document with a second site’s name',
      (reply) => {
        if (reply.path === '/form/acme') reply.body = reply.body.replace(/<meta name="sealform-site"[^>]*>/, '$&$&')
      },
      /^\/form\/acme is not what was built/,
    ],
    [
      'a page of an unknown site with a name',
      (reply) => {
        if (reply.path.startsWith('/form/no-such-site'))
          reply.body = reply.body.replace('name="sealform-site" content=""', 'name="sealform-site" content="Acme"')
      },
      /^\/form\/no-such-site-page-watch is not what was built/,
    ],
    [
      'a more permissive policy',
      (reply) => {
        const policy = reply.headers.get('content-security-policy') ?? ''
        if (reply.path === '/agent/acme')
          reply.headers.set('content-security-policy', policy.replace("script-src 'self'", "script-src 'self' https:"))
      },
      /^\/agent\/acme says Content-Security-Policy: .*script-src 'self' https:/,
    ],
    [
      'a page that another origin can frame',
      (reply) => {
        const policy = reply.headers.get('content-security-policy') ?? ''
        if (reply.path === '/form/acme')
          reply.headers.set(
            'content-security-policy',
            policy.replace('frame-ancestors', 'frame-ancestors https://evil.example'),
          )
      },
      /^\/form\/acme says Content-Security-Policy: .*frame-ancestors https:\/\/evil\.example/,
    ],
    [
      'a page of an unknown site that can be framed',
      (reply) => {
        const policy = reply.headers.get('content-security-policy') ?? ''
        if (reply.path.startsWith('/form/no-such-site'))
          reply.headers.set('content-security-policy', policy.replace("frame-ancestors 'none'", 'frame-ancestors *'))
      },
      /^\/form\/no-such-site-page-watch says Content-Security-Policy/,
    ],
    [
      'a missing header',
      (reply) => {
        if (reply.path === '/form/acme') reply.headers.delete('x-content-type-options')
      },
      /^\/form\/acme says X-Content-Type-Options: \(nothing\), not nosniff\.$/,
    ],
    [
      'a header that loads a script without a tag',
      (reply) => {
        if (reply.path === '/form/acme') reply.headers.set('link', '<https://evil.example/x.js>; rel=modulepreload')
      },
      /^\/form\/acme says link, which it should not say at all\.$/,
    ],
    [
      'a replaced embedding script',
      (reply) => {
        if (reply.path === '/embed.js') reply.body = 'export {}'
      },
      /^\/embed\.js is not what was built/,
    ],
    [
      'an administration page with another sign-in address',
      (reply) => {
        if (reply.path === '/admin') reply.body = reply.body.replace('/dev/authorize', '/another/authorize')
      },
      /^\/admin is not what was built/,
    ],
    [
      'an administration page that can connect to another origin',
      (reply) => {
        const policy = reply.headers.get('content-security-policy') ?? ''
        if (reply.path === '/admin')
          reply.headers.set(
            'content-security-policy',
            policy.replace('connect-src', 'connect-src https://evil.example'),
          )
      },
      /^\/admin says Content-Security-Policy: .*connect-src https:\/\/evil\.example/,
    ],
    [
      'a forged inventory',
      (reply) => {
        if (reply.path === '/scripts.json') reply.body = '{"scripts":[]}'
      },
      /^\/scripts\.json is not what was built/,
    ],
  ])('detects %s', async (_, tampering, sentence) => {
    expect(await differencesWith(tampering)).toContainEqual(expect.stringMatching(sentence))
  })

  test('exits with 0 if nothing differs, with 1 if something differs, and with 2 if no address is given', async () => {
    const site = [
      '--site',
      `acme=${local.demoOrigin}`,
      '--stage-origins',
      local.demoOrigin ?? '',
      '--sign-in',
      signInFile,
    ]
    tamper = () => {}
    const good = await command('page-watch', '--url', origin, ...site)
    expect(good).toEqual({
      code: 0,
      said: expect.stringMatching(/addresses fetched, everything is as it was built\.\n$/),
    })
    const other = await command('page-watch', '--url', origin, '--site', 'acme=https://chat.example.com')
    expect([other.code, other.said]).toEqual([1, expect.stringContaining('frame-ancestors')])
    expect((await command('page-watch')).code).toBe(2)
    expect((await command('page-watch', '--url', origin, '--site', 'ACME')).code).toBe(2)
    expect((await command('page-watch', '--url', origin, '--sign-in', join(folder, 'nowhere'))).code).toBe(2)
  })

  test('saves the expected build, and can later compare the pages with the saved file', async () => {
    const file = join(folder, 'expected.json')
    expect((await command('page-watch', '--save', file)).code).toBe(0)
    expect(ExpectedPages.parse(JSON.parse(await readFile(file, 'utf8')))).toEqual(expected)
    tamper = () => {}
    const site = [
      '--site',
      `acme=${local.demoOrigin}`,
      '--stage-origins',
      local.demoOrigin ?? '',
      '--sign-in',
      signInFile,
    ]
    expect((await command('page-watch', '--url', origin, '--expected', file, ...site)).code).toBe(0)
  })
})

describe('embed:tags', () => {
  test('prints a tag for each embedding script, with the hash of the service’s script', async () => {
    tamper = () => {}
    const { code, said } = await command('embed-tags', '--url', origin)
    expect(code).toBe(0)
    const tags = said.match(/<script .*<\/script>/g) ?? []
    expect(tags).toHaveLength(2)
    for (const tag of tags)
      expect(tag).toMatch(/ src="http:[^"]+" integrity="sha384-[^"]{64}" crossorigin="anonymous">/)
  })

  test('prints no tag if the service’s scripts differ, or if no address is given', async () => {
    tamper = (reply) => {
      if (reply.path.startsWith('/embed.')) reply.body += ' '
    }
    expect((await command('embed-tags', '--url', origin)).code).toBe(1)
    expect((await command('embed-tags')).code).toBe(2)
  })
})
