import type { TemplateTexts } from './texts.ts'

export const ko: TemplateTexts = {
  cardPayment: {
    title: '카드 결제',
    intro: '결제에 사용할 카드 정보를 입력해 주세요. 정보는 채팅에 표시되지 않습니다.',
    submitLabel: '카드 정보 보내기',
    cardholderName: { label: '카드에 적힌 이름', hint: '카드에 인쇄된 그대로 입력해 주세요.' },
    cardNumber: '카드 번호',
    cardExpiry: '유효기간',
    securityCode: {
      label: '보안 코드',
      hint: '뒷면의 숫자 3자리(Amex는 앞면 4자리)',
    },
    postalCode: { label: '청구지 우편번호', hint: '카드 명세서를 받는 주소입니다.' },
  },
  identityCheck: {
    title: '본인 확인',
    intro: '계정 관련 도움을 드리기 전에 본인 확인을 부탁드립니다. 답변은 채팅에 표시되지 않습니다.',
    submitLabel: '답변 보내기',
    fullName: { label: '성명', hint: '공식 신분증에 적힌 그대로 입력해 주세요.' },
    dateOfBirth: '생년월일',
    documentKind: '어떤 번호를 입력하시겠습니까?',
    socialSecurity: '사회보장번호',
    identityCard: '신분증',
    passport: '여권',
    drivingLicence: '운전면허증',
    nationalId: {
      label: '번호',
      hint: '4~32자의 문자와 숫자. 공백, 마침표, 하이픈, 빗금을 사용할 수 있습니다.',
    },
  },
  bankAccount: {
    title: '은행 계좌 정보',
    intro: '사용할 계좌를 입력해 주세요. 정보는 채팅에 표시되지 않습니다.',
    submitLabel: '계좌 정보 보내기',
    accountHolder: { label: '예금주', hint: '계좌를 소유한 개인 또는 회사의 이름.' },
    iban: {
      label: 'IBAN',
      hint: '국가를 나타내는 영문자 2자로 시작하며 거래 명세서에 적혀 있습니다. 공백을 넣어도 됩니다.',
    },
    accountKind: '계좌 종류',
    personal: '개인 계좌',
    business: '사업자 계좌',
    mayUseAccount: '예금주 본인이거나 예금주를 대신할 권한이 있으십니까?',
  },
}
