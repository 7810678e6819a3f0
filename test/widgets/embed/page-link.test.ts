import { describe, expect, test } from 'vitest'
import { foreignOriginOf, parsePageLink } from '../../../widgets/embed/page-link.ts'

const service = 'https://forms.example.com'
const key = `sfo_${'A'.repeat(43)}`
const link = `${service}/form/acme#${key}.${'A'.repeat(43)}`

describe('a link from a chat', () => {
  test('is shown as a form if it leads to the visitor page of this service and has a complete key', () => {
    expect(parsePageLink(link, service)).toBe(link)
    expect(parsePageLink(`${service}/form/acme#${key}`, service)).toBe(`${service}/form/acme#${key}`)
  })

  test.each([
    ['a query', link.replace('#', '?utm_source=x&next=https://evil.example#')],
    ['a slash at the end of the path', link.replace('#', '/#')],
    ['a second slash', link.replace('/form', '//form')],
    ['an encoded #', link.replace('#', '%23')],
    ['a full stop at the end', `${link}.`],
    ['angle brackets', `<${link}>`],
    ['spaces', ` ${link}\n`],
    ['a list of parameters after the fragment', `${link}&utm_source=x`],
  ])('is corrected and shown if it has %s', (_, changed) => {
    expect(parsePageLink(changed, service)).toBe(link)
  })

  test.each([
    ['to another origin', link.replace('forms.example.com', 'forms.example.com.evil.example')],
    ['with another scheme', link.replace('https:', 'http:')],
    ['with another host before an @', link.replace('https://', 'https://forms.example.com@evil.example/')],
    ['to another page', link.replace('/form/acme', '/agent/acme')],
    ['without a site', link.replace('/form/acme', '/form')],
    ['with an invalid site', link.replace('acme', 'ACME')],
    ['with a damaged key', link.replace('sfo_', 'sfs_')],
    ['with a damaged fingerprint', `${link}A`],
    ['with the scheme of a script', 'javascript:alert(1)'],
    ['that is not a URL', 'acme'],
    ['that is empty', ''],
  ])('is not shown as a form if it is a link %s', (_, changed) => {
    expect(changed).not.toBe(link)
    expect(parsePageLink(changed, service)).toBeUndefined()
  })
})

describe('a link under another name of this machine', () => {
  const local = (host: string, scheme = 'http') => `${scheme}://${host}/form/acme#${key}`

  test.each(['localhost:8787', '127.0.0.1:8787', '[::1]:8787'])(
    'is shown at the script’s own origin if it is of %s, because the local run answers under each name',
    (host) => {
      expect(parsePageLink(local(host), 'http://localhost:8787')).toBe(local('localhost:8787'))
      expect(foreignOriginOf(local(host), 'http://localhost:8787')).toBeUndefined()
    },
  )

  test.each([
    ['another port', local('127.0.0.1:8788')],
    ['another scheme', local('127.0.0.1:8787', 'https')],
    ['another machine', local('192.168.0.7:8787')],
  ])('is not shown if it has %s', (_, changed) => {
    expect(parsePageLink(changed, 'http://localhost:8787')).toBeUndefined()
    expect(foreignOriginOf(changed, 'http://localhost:8787')).toBe(new URL(changed).origin)
  })

  test('is not the service if the script is of a service elsewhere', () => {
    expect(parsePageLink(local('localhost:8787'), service)).toBeUndefined()
  })
})

test.each(['', 'acme', 'mailto:ada@example.com', 'javascript:alert(1)'])(
  '“%s” names no other service, because it is not a web link',
  (text) => {
    expect(foreignOriginOf(text, service)).toBeUndefined()
  },
)
