/** What can be reached from where (PCI DSS 1.3 and 1.4). An isolated network has no way in and no unnamed way out. */
import * as z from 'zod/mini'
import { allowed, always, breaks, conditionKeys, Policy, type Rule } from './rule.ts'

const Way = z.looseObject({
  CidrIp: z.optional(z.unknown()),
  CidrIpv6: z.optional(z.unknown()),
  IpProtocol: z._default(z.unknown(), ''),
})
const isEverywhere = ({ CidrIp, CidrIpv6 }: z.output<typeof Way>) =>
  (typeof CidrIp === 'string' && CidrIp.endsWith('/0')) || (typeof CidrIpv6 === 'string' && CidrIpv6.endsWith('/0'))

export const network: readonly Rule[] = [
  {
    name: 'NetworkHasNoWayToTheInternet',
    requirement: '1.4.4',
    types: [
      ...['AWS::EC2::InternetGateway', 'AWS::EC2::NatGateway', 'AWS::EC2::EgressOnlyInternetGateway'],
      ...['AWS::EC2::VPCPeeringConnection', 'AWS::EC2::TransitGatewayAttachment', 'AWS::EC2::EIP'],
    ],
    breach: 'Something joins a network to the internet or to another network.',
    because: 'What stores or handles account data is not reachable from a network that is not trusted.',
    isBroken: always,
  },
  {
    name: 'SubnetGivesNoPublicAddress',
    requirement: '1.4.4',
    types: ['AWS::EC2::Subnet'],
    breach: 'What is put into the subnet gets a public address.',
    because: 'What stores or handles account data is not reachable from a network that is not trusted.',
    isBroken: breaks(
      z.looseObject({ MapPublicIpOnLaunch: z._default(z.boolean(), false) }),
      ({ MapPublicIpOnLaunch }) => MapPublicIpOnLaunch,
    ),
  },
  {
    name: 'FunctionHasNoAddressOfItsOwn',
    requirement: '1.4.4',
    types: ['AWS::Lambda::Url'],
    breach: 'A function can be called from the internet, past firewall, throttle and authorizer.',
    because: 'There is one way in, and it is watched.',
    isBroken: always,
  },
  {
    name: 'GroupLetsNobodyInFromEverywhere',
    requirement: '1.3.1',
    types: ['AWS::EC2::SecurityGroup', 'AWS::EC2::SecurityGroupIngress'],
    breach: 'A security group takes connections from anywhere.',
    because: 'Only traffic that is needed gets in.',
    isBroken: breaks(z.extend(Way, { SecurityGroupIngress: z._default(z.array(Way), []) }), (group) =>
      [group, ...group.SecurityGroupIngress].some(isEverywhere),
    ),
  },
  {
    name: 'GroupLetsNothingOutToEverywhere',
    requirement: '1.3.2',
    types: ['AWS::EC2::SecurityGroup'],
    breach: 'A security group lets its members speak to anybody, or says nothing of it, which is the same.',
    because: 'Only traffic that is needed gets out.',
    isBroken: breaks(
      z.looseObject({ SecurityGroupEgress: z.array(Way).check(z.minLength(1)) }),
      ({ SecurityGroupEgress }) => SecurityGroupEgress.some(isEverywhere),
    ),
  },
  {
    name: 'EgressIsNotToEverywhere',
    requirement: '1.3.2',
    types: ['AWS::EC2::SecurityGroupEgress'],
    breach: 'A rule of a security group lets its members speak to anybody.',
    because: 'Only traffic that is needed gets out.',
    isBroken: breaks(Way, isEverywhere),
  },
  {
    name: 'EndpointServesNamedCallers',
    requirement: '1.3.2',
    types: ['AWS::EC2::VPCEndpoint'],
    breach: 'Anybody’s credentials are good at the endpoint, for anybody’s resources.',
    because: 'Who got hold of a function could carry data to an account of their own, through the same door.',
    isBroken: breaks(z.looseObject({ PolicyDocument: Policy }), ({ PolicyDocument }) =>
      allowed(PolicyDocument).some(
        (each) =>
          each.Resource === '*' || !conditionKeys(each).some((key) => /^aws:Principal(Account|OrgID|Arn)$/.test(key)),
      ),
    ),
  },
]
