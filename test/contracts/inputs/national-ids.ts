import { type InputKind, strict, tidied } from './input-row.ts'

export const nationalIds: readonly InputKind[] = [
  {
    kind: 'national ids that exist',
    sources: ['koblas/stdnum-js#97', 'arthurdejong/python-stdnum: fi.hetu, se.personnummer', 'Hong Kong identity card'],
    rows: strict('national-id', [
      ['121212+1212', '121212+1212'],
      ['010195+123A', '010195+123A'],
      ['A123456(7)', 'A123456(7)'],
      ['078-05-1120', '078-05-1120'],
      ['123.456.789-09', '123.456.789-09'],
      ['AB 12.34/5', 'AB 12.34/5'],
      ['ΑΒ123456', 'ΑΒ123456'],
      ['123_456', '!bad-format'],
      ['123', '!too-short'],
    ]),
  },
  {
    kind: 'national ids as they are copied',
    sources: ['koblas/stdnum-js#97', 'Unicode, UAX 15'],
    rows: tidied('national-id', [
      ['078–05–1120', '078-05-1120'],
      ['078\u201105\u20111120', '078-05-1120'],
      ['Ａ１２３４５６（７）', 'A123456(7)'],
      ['١٢٣٤٥٦', '123456'],
      ['๑๒๓๔๕๖', '123456'],
      ['E\u0301 123456', 'É 123456'],
      ['12⁄34567', '12/34567'],
      ['\u200eAB123456\u200f', 'AB123456'],
    ]),
  },
]
