import { type InputKind, strict, tidied } from './input-row.ts'

const iban = 'DE89370400440532013000'

export const cardsAndAccounts: readonly InputKind[] = [
  {
    kind: 'an expiry with the year first',
    sources: ['bitwarden/clients#1727', 'bitwarden/clients#12327', 'bitwarden/clients#13217', 'WHATWG HTML: cc-exp'],
    rows: tidied('card-expiry', [
      ['2029-03', '03/29'],
      ['2029/03', '03/29'],
      ['202903', '03/29'],
      ['2029 3', '03/29'],
      ['2029.03', '03/29'],
      ['2029年3月', '03/29'],
      ['2029-13', '!bad-format'],
      ['2029', '!bad-format'],
      ['29/03', '!bad-format'],
    ]),
  },
  {
    kind: 'an expiry without its zero or slash',
    sources: ['bitwarden/clients#12327', 'ISO/IEC 7813'],
    rows: [
      ...tidied('card-expiry', [
        ['329', '03/29'],
        ['0329', '03/29'],
        ['032029', '03/29'],
        ['32029', '03/29'],
        ['3/29', '03/29'],
        ['3/2029', '03/29'],
        ['03 - 29', '03/29'],
        ['03-2029', '03/29'],
        ['03.29', '03/29'],
        ['03 29', '03/29'],
        ['03\\29', '03/29'],
        ['03⁄29', '03/29'],
        ['0', '!bad-format'],
        ['1329', '!bad-format'],
        ['soon', '!bad-format'],
      ]),
      ...strict('card-expiry', [
        ['03/29', '03/29'],
        ['03/2029', '03/29'],
        ['12/2099', '12/99'],
        ['12/1999', '!past'],
      ]),
    ],
  },
  {
    kind: 'card numbers with separators',
    sources: ['ISO/IEC 7812-1', 'max-power/bank#9'],
    rows: [
      ...strict('card-number', [
        ['4111 1111-1111 1111', '4111111111111111'],
        ['4111111111111112', '!bad-checksum'],
      ]),
      ...tidied('card-number', [
        ['4111.1111.1111.1111', '4111111111111111'],
        ['4111/1111/1111/1111', '4111111111111111'],
        ['Card: 4111 1111 1111 1111', '4111111111111111'],
        ['Card no.: 4111-1111-1111-1111', '4111111111111111'],
        ['Kartennummer #4111111111111111', '4111111111111111'],
        ['カード番号：４１１１１１１１１１１１１１１１', '4111111111111111'],
        ['4111O11111111111', '!bad-format'],
        ['Card 4: 111111111111111', '!bad-format'],
      ]),
      ...tidied('pin', [['1 2 3 4', '1234']]),
      ...tidied('card-verification-code', [['7-3-7', '737']]),
    ],
  },
  {
    kind: 'an IBAN as it is printed or copied',
    sources: ['Project60/org.project60.sepa#512', 'arhs/iban.js#25', 'validatorjs/validator.js#2605'],
    rows: [
      ...strict('iban', [
        ['DE89 3704 0044 0532 0130 00', iban],
        ['DE89-3704-0044-0532-0130-00', iban],
        ['de89 3704 0044 0532 0130 00', iban],
        ['DE89ß70400440532013000', '!bad-format'],
      ]),
      ...tidied('iban', [
        ['IBAN: DE89 3704 0044 0532 0130 00', iban],
        ['IBAN-Nr.: DE89370400440532013000', iban],
        ['(IBAN) DE89 3704 0044 0532 0130 00', iban],
        ['DE89\t3704\t0044\t0532\t0130\t00', iban],
        ['DE89.3704.0044.0532.0130.00', iban],
        ['IBAN：ＤＥ８９3704 0044 0532 0130 00', iban],
      ]),
      ...tidied('iban', [
        ['IBAN DE89 3704 0044 0532 0130 00', iban],
        ['IBANDE89370400440532013000', iban],
      ]),
      ...tidied('iban', [['IBAN NO93 8601 1117 947', 'NO9386011117947']]),
    ],
  },
  {
    kind: 'an IBAN that no bank issues',
    sources: [
      'Simplify/ibantools#16',
      'marcwrobel/jbanking#82',
      'marcwrobel/jbanking#83',
      'django/django-localflavor#131',
      'ISO 13616',
    ],
    rows: strict('iban', [
      ['GB00HLFX11016111455365', '!bad-checksum'],
      ['GB01BARC20714583608387', '!bad-checksum'],
      ['EE012200221111099080', '!bad-checksum'],
      ['MD996JK24D0RFGDJJPJQHKWN', '!bad-checksum'],
      ['DE88370400440532013000', '!bad-checksum'],
    ]),
  },
  {
    kind: 'an IBAN of another length than its country has',
    sources: ['SWIFT IBAN Registry', 'Simplify/ibantools'],
    rows: strict('iban', [
      ['DE8937040044053201300', '!too-short'],
      ['DE893704004405320130000', '!too-long'],
      ['NO93860111179470', '!too-long'],
      ['GB82WEST12345698765432', 'GB82WEST12345698765432'],
      ['NO9386011117947', 'NO9386011117947'],
      ['MT84MALT011000012345MTLCAST001S', 'MT84MALT011000012345MTLCAST001S'],
      ['FR1420041010050500013M02606', 'FR1420041010050500013M02606'],
      ['BR1800360305000010009795493C1', 'BR1800360305000010009795493C1'],
    ]),
  },
]
