/**
 * The active currencies of ISO 4217 and their minor units. The list is maintained here because browsers and Node take
 * the decimals from Unicode's CLDR, which differs from the standard (for example, 0 instead of 3 for IQD). The list
 * omits codes in which a visitor cannot pay: funds, metals, test codes, and the units of account with four decimals
 * (CLF, UYW).
 */
const byDecimals: readonly string[] = [
  'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF',
  '',
  `AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE CZK DKK DOP
   DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR
   LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB
   SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG
   YER ZAR ZMW ZWG`,
  'BHD IQD JOD KWD LYD OMR TND',
]

const decimals: ReadonlyMap<string, number> = new Map(
  byDecimals.flatMap((codes, digits) => (codes.match(/\w+/g) ?? []).map((code) => [code, digits] as const)),
)

/** The ISO 4217 codes of all currencies in the list. */
export const currencies: string[] = [...decimals.keys()]

/** Returns the number of decimals of an amount in this currency, or undefined for a code that is not in the list. */
export const currencyDecimals = (currency: string): number | undefined => decimals.get(currency)
