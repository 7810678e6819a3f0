import { describe, expect, test } from 'vitest'
import { callerAddress } from '../../../lambdas/http/caller-address.ts'

const header = 'x-edge-address'
const ofConnection = '192.0.2.1'

const addressWith = (headers: Record<string, string> | null, viewerAddressHeader: string | undefined = header) =>
  callerAddress(
    { headers, requestContext: { requestId: 'r', identity: { sourceIp: ofConnection }, authorizer: null } },
    viewerAddressHeader,
  )

describe('the caller address', () => {
  test.each(['198.51.100.10', '2001:db8::1', '2001:db8:0:0:0:0:0:1'])(
    'is the address in the edge header: %s',
    (address) => {
      expect(addressWith({ [header]: address })).toBe(address)
      expect(addressWith({ 'X-Edge-Address': address })).toBe(address)
    },
  )

  test.each([
    '',
    'x',
    '198.51.100',
    '198.51.100.10:46532',
    '198.51.100.10, 203.0.113.9',
    '[2001:db8::1]:46532',
    '2001:db8:0:0:0:0:0:1:46532',
  ])(
    'is the address of the connection if the edge header has no valid address or has a port after the address: %s',
    (address) => {
      expect(addressWith({ [header]: address })).toBe(ofConnection)
    },
  )

  test('is the address of the connection when there is no edge header', () => {
    expect(addressWith({})).toBe(ofConnection)
    expect(addressWith(null)).toBe(ofConnection)
  })

  test('abuse 27: is never taken from a header that the caller sets when there is no edge', () => {
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

  test('abuse 27: is never taken from any other header if there is an edge', () => {
    const spoofed = { 'x-forwarded-for': '203.0.113.9', 'cloudfront-viewer-address': '203.0.113.9:1' }
    expect(addressWith(spoofed)).toBe(ofConnection)
    expect(addressWith({ ...spoofed, [header]: '198.51.100.10' })).toBe('198.51.100.10')
  })
})
