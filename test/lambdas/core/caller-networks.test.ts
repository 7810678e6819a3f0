import { describe, expect, test } from 'vitest'
import { callerNetworks } from '../../../lambdas/core/caller-networks.ts'

describe('caller networks', () => {
  test.each([
    ['192.0.2.1', { caller: '192.0.2.1' }],
    ['::ffff:192.0.2.1', { caller: '192.0.2.1' }],
    ['::FFFF:c000:201', { caller: '192.0.2.1' }],
    ['2001:db8:1:2:3:4:5:6', { caller: '2001:db8:1:2/64', network: '2001:db8:1/48' }],
    ['2001:0DB8:0001:0002::', { caller: '2001:db8:1:2/64', network: '2001:db8:1/48' }],
    ['2001:db8::1', { caller: '2001:db8:0:0/64', network: '2001:db8:0/48' }],
    ['::1', { caller: '0:0:0:0/64', network: '0:0:0/48' }],
    ['fe80::1%eth0', { caller: 'fe80:0:0:0/64', network: 'fe80:0:0/48' }],
    ['not an address', { caller: 'not an address' }],
    ['', { caller: '' }],
  ])('for %s are %j', (address, networks) => {
    expect(callerNetworks(address)).toEqual(networks)
  })

  test('abuse 51: count all addresses of one /64 network as one caller', () => {
    const callers = Array.from(
      { length: 1_000 },
      (_, n) => callerNetworks(`2001:db8:1:2:${n.toString(16)}::${n}`).caller,
    )
    expect(new Set(callers)).toEqual(new Set(['2001:db8:1:2/64']))
  })
})
