import { describe, expect, test } from 'vitest'
import { callerAddress } from '../../../lambdas/http/caller-address.ts'

const header = 'x-edge-address'
const ofConnection = '192.0.2.1'

const addressWith = (headers: Record<string, string> | null, viewerAddressHeader: string | undefined = header) =>
  callerAddress(
    { headers, requestContext: { requestId: 'r', identity: { sourceIp: ofConnection }, authorizer: null } },
    viewerAddressHeader,
  )

describe('where a request came from', () => {
  test.each(['198.51.100.10', '2001:db8::1', '2001:db8:0:0:0:0:0:1'])('is what the edge tells: %s', (told) => {
    expect(addressWith({ [header]: told })).toBe(told)
    expect(addressWith({ 'X-Edge-Address': told })).toBe(told)
  })

  test.each([
    '',
    'x',
    '198.51.100',
    '198.51.100.10:46532',
    '198.51.100.10, 203.0.113.9',
    '[2001:db8::1]:46532',
    '2001:db8:0:0:0:0:0:1:46532',
  ])('is that of the connection where the edge tells no address, or a port with it: %s', (told) => {
    expect(addressWith({ [header]: told })).toBe(ofConnection)
  })

  test('is that of the connection where the edge tells nothing', () => {
    expect(addressWith({})).toBe(ofConnection)
    expect(addressWith(null)).toBe(ofConnection)
  })

  test('abuse 27: is never what a caller says, where there is no edge', () => {
    const spoofed = {
      [header]: '203.0.113.9',
      'x-forwarded-for': '203.0.113.9',
      'cloudfront-viewer-address': '203.0.113.9:1',
    }
    expect(
      callerAddress(
        {
          headers: spoofed,
          requestContext: { requestId: 'r', identity: { sourceIp: ofConnection }, authorizer: null },
        },
        undefined,
      ),
    ).toBe(ofConnection)
  })

  test('abuse 27: is never what another header says, where there is one', () => {
    const spoofed = { 'x-forwarded-for': '203.0.113.9', 'cloudfront-viewer-address': '203.0.113.9:1' }
    expect(addressWith(spoofed)).toBe(ofConnection)
    expect(addressWith({ ...spoofed, [header]: '198.51.100.10' })).toBe('198.51.100.10')
  })
})
