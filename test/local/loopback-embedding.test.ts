/** Which pages may embed the pages of the local run. */
import { afterEach, expect, test } from 'vitest'
import { type LocalRunOptions, startLocal } from '../../local/run.ts'
import { localServiceAt } from '../kit/service.ts'
import { newSite } from '../kit/site.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const start = async (embedding?: LocalRunOptions['embedding']) => {
  const run = await startLocal({ port: 0, log: { write: () => {} }, ...(embedding && { embedding }) })
  closing.push(() => run.close())
  const site = await newSite(localServiceAt(run.origin))
  const ancestorsOf = async (path: string) => {
    const policy = (await fetch(`${run.origin}${path}`)).headers.get('content-security-policy') ?? ''
    return /frame-ancestors ([^;]+)/.exec(policy)?.[1]
  }
  return { site, ancestorsOf }
}

const thisMachine = 'http://localhost:* http://127.0.0.1:*'

test('with `loopback`, every page of this machine may embed the form and the panel of every site', async () => {
  const { site, ancestorsOf } = await start('loopback')
  for (const path of [`/form/${site.siteId}`, `/agent/${site.siteId}`, '/agent'])
    expect([path, await ancestorsOf(path)]).toEqual([path, thisMachine])
  const administrator = await site.signIn('administrator', 'ada')
  await administrator.reply('patch-site', { body: { embeddingOrigins: ['https://chat.example.com'] } })
  expect(await ancestorsOf(`/form/${site.siteId}`)).toBe(`https://chat.example.com ${thisMachine}`)
  // The settings are those that the administrator has saved.
  expect(await administrator.reply('get-site', {})).toMatchObject({ embeddingOrigins: ['https://chat.example.com'] })
})

test('with `loopback`, no page may embed the administration or a site that does not exist', async () => {
  const { ancestorsOf } = await start('loopback')
  expect([await ancestorsOf('/admin'), await ancestorsOf('/form/no-such-site')]).toEqual(["'none'", "'none'"])
})

test('by default, only the site’s own list counts, as in a deployed stage', async () => {
  const { site, ancestorsOf } = await start()
  expect([await ancestorsOf(`/form/${site.siteId}`), await ancestorsOf('/agent')]).toEqual(["'none'", "'none'"])
})
