/**
 * Rules about which networks can reach which (PCI DSS 1.3 and 1.4). An isolated network has no ingress, and egress only
 * to listed services.
 */
import * as z from 'zod/mini'
import { allowStatements, alwaysViolated, conditionKeys, Policy, type Rule, violatedWhen } from './rule.ts'

const TrafficRule = z.looseObject({
  CidrIp: z.optional(z.unknown()),
  CidrIpv6: z.optional(z.unknown()),
  IpProtocol: z._default(z.unknown(), ''),
})
const isAnyAddress = ({ CidrIp, CidrIpv6 }: z.output<typeof TrafficRule>) =>
  (typeof CidrIp === 'string' && CidrIp.endsWith('/0')) || (typeof CidrIpv6 === 'string' && CidrIpv6.endsWith('/0'))

export const network: readonly Rule[] = [
  {
    name: 'NetworkHasNoInternetAccess',
    requirement: '1.4.4',
    types: [
      ...['AWS::EC2::InternetGateway', 'AWS::EC2::NatGateway', 'AWS::EC2::EgressOnlyInternetGateway'],
      ...['AWS::EC2::VPCPeeringConnection', 'AWS::EC2::TransitGatewayAttachment', 'AWS::EC2::EIP'],
    ],
    violation: 'A resource connects a network to the internet or to another network.',
    rationale: 'Systems that store or handle account data are not reachable from untrusted networks.',
    isViolatedBy: alwaysViolated,
  },
  {
    name: 'SubnetAssignsNoPublicAddress',
    requirement: '1.4.4',
    types: ['AWS::EC2::Subnet'],
    violation: 'Resources in the subnet get public addresses.',
    rationale: 'Systems that store or handle account data are not reachable from untrusted networks.',
    isViolatedBy: violatedWhen(
      z.looseObject({ MapPublicIpOnLaunch: z._default(z.boolean(), false) }),
      ({ MapPublicIpOnLaunch }) => MapPublicIpOnLaunch,
    ),
  },
  {
    name: 'FunctionHasNoUrl',
    requirement: '1.4.4',
    types: ['AWS::Lambda::Url'],
    violation: 'A function can be called from the internet, past firewall, throttle and authorizer.',
    rationale: 'There is one entry point, and it is monitored.',
    isViolatedBy: alwaysViolated,
  },
  {
    name: 'SecurityGroupHasNoOpenIngress',
    requirement: '1.3.1',
    types: ['AWS::EC2::SecurityGroup', 'AWS::EC2::SecurityGroupIngress'],
    violation: 'A security group accepts connections from anywhere.',
    rationale: 'Only traffic that is needed gets in.',
    isViolatedBy: violatedWhen(
      z.extend(TrafficRule, { SecurityGroupIngress: z._default(z.array(TrafficRule), []) }),
      (group) => [group, ...group.SecurityGroupIngress].some(isAnyAddress),
    ),
  },
  {
    name: 'SecurityGroupHasNoOpenEgress',
    requirement: '1.3.2',
    types: ['AWS::EC2::SecurityGroup'],
    violation: 'A security group lets its members connect to any address, or has no egress rule, which is the same.',
    rationale: 'Only traffic that is needed gets out.',
    isViolatedBy: violatedWhen(
      z.looseObject({ SecurityGroupEgress: z.array(TrafficRule).check(z.minLength(1)) }),
      ({ SecurityGroupEgress }) => SecurityGroupEgress.some(isAnyAddress),
    ),
  },
  {
    name: 'EgressRuleIsNotOpen',
    requirement: '1.3.2',
    types: ['AWS::EC2::SecurityGroupEgress'],
    violation: 'A rule of a security group lets its members connect to any address.',
    rationale: 'Only traffic that is needed gets out.',
    isViolatedBy: violatedWhen(TrafficRule, isAnyAddress),
  },
  {
    name: 'EndpointPolicyNamesCallers',
    requirement: '1.3.2',
    types: ['AWS::EC2::VPCEndpoint'],
    violation: 'The endpoint accepts credentials of any account, for resources of any account.',
    rationale: 'An attacker who controls a function could send data to their own account through the endpoint.',
    isViolatedBy: violatedWhen(z.looseObject({ PolicyDocument: Policy }), ({ PolicyDocument }) =>
      allowStatements(PolicyDocument).some(
        (each) =>
          each.Resource === '*' || !conditionKeys(each).some((key) => /^aws:Principal(Account|OrgID|Arn)$/.test(key)),
      ),
    ),
  },
]
