import { crud } from './crud';
import { defineApp } from './define';

const CUSTOMER = { email: 'string! E-mail address.', name: 'string Full name.', phone: 'string Phone number.' };
const INVOICE = {
  customer_id: 'string@customer! The customer.',
  amount: 'number! How much.',
  currency: 'string! The currency.',
  due_date: 'string By when.',
};
const MONEY = {
  amount: 'integer! In the smallest unit, for instance cents.',
  currency: '(usd|eur|gbp)! The currency.',
};

export const COMMERCE_APPS = [
  defineApp({
    slug: 'stripe',
    name: 'Stripe',
    description: 'Payments, customers and subscriptions.',
    color: '#635bff',
    domain: 'stripe.com',
    category: 'Payments',
    auth: 'keys',
    weight: 945,
    prop: 'app',
    resources: {
      customer: { fields: CUSTOMER },
      payment_intent: {
        fields: { ...MONEY, customer_id: 'string@customer The customer.', description: 'string What for.' },
      },
      invoice: { fields: INVOICE },
      refund: {
        fields: {
          payment_intent_id: 'string@payment_intent! The payment.',
          amount: 'integer How much, all by default.',
        },
        rows: [],
      },
      subscription: {
        fields: {
          customer_id: 'string@customer! The customer.',
          price: 'string! The price.',
          status: '(active|canceled) How it stands.',
        },
      },
      balance: { plural: 'balances', fields: MONEY, rows: [{ id: 'balance_usd', amount: 1_284_500, currency: 'usd' }] },
    },
    actions: {
      ...crud('customer', 'customers', 'create list get update delete'),
      'create-payment-intent': ['CREATE_PAYMENT_INTENT', 'create', 'payment_intent', 'Begin a payment.'],
      'list-payment-intents': ['LIST_PAYMENT_INTENTS', 'list', 'payment_intent', 'List payments.'],
      'create-refund': ['CREATE_REFUND', 'create', 'refund', 'Give money back.', { destructive: true }],
      ...crud('invoice', 'invoices', 'create list get'),
      'cancel-subscription': [
        'CANCEL_SUBSCRIPTION',
        'update',
        'subscription',
        'End a subscription.',
        {
          fields: { subscription_id: 'string@subscription! The subscription.' },
          set: { status: 'canceled' },
          destructive: true,
        },
      ],
      'list-subscriptions': ['LIST_SUBSCRIPTIONS', 'list', 'subscription', 'List subscriptions.'],
      'retrieve-balance': ['RETRIEVE_BALANCE', 'list', 'balance', 'Say how much is there.'],
    },
  }),
  defineApp({
    slug: 'shopify',
    name: 'Shopify',
    description: 'Products, orders and customers of a shop.',
    color: '#5e8e3e',
    domain: 'shopify.com',
    category: 'Commerce',
    weight: 875,
    scopes: ['read_products', 'write_products', 'read_orders', 'write_orders', 'read_customers'],
    resources: {
      product: {
        fields: {
          title: 'string! Its name.',
          price: 'number! Its price.',
          description: 'string What it is.',
          inventory: 'integer How many are there.',
        },
      },
      order: {
        fields: {
          customer_id: 'string@customer! The customer.',
          total: 'number! The sum.',
          status: '(open|fulfilled|cancelled) How it stands.',
        },
      },
      customer: { fields: CUSTOMER },
    },
    actions: {
      ...crud('product', 'products', 'create search get update delete'),
      ...crud('order', 'orders', 'list get create'),
      ...crud('customer', 'customers', 'search create'),
      'cancel-order': [
        'CANCEL_ORDER',
        'update',
        'order',
        'Cancel an order.',
        { fields: { order_id: 'string@order! The order.' }, set: { status: 'cancelled' }, destructive: true },
      ],
    },
  }),
  defineApp({
    slug: 'quickbooks',
    name: 'QuickBooks',
    description: 'Bookkeeping for small companies.',
    color: '#2ca01c',
    domain: 'quickbooks.intuit.com',
    category: 'Finance',
    weight: 785,
    scopes: ['com.intuit.quickbooks.accounting'],
    resources: {
      customer: { fields: CUSTOMER },
      invoice: { fields: INVOICE },
      payment: { fields: { customer_id: 'string@customer! The customer.', amount: 'number! How much.' } },
    },
    actions: {
      ...crud('customer', 'customers', 'search get create update'),
      ...crud('invoice', 'invoices', 'search get create'),
      ...crud('payment', 'payments', 'list create'),
    },
  }),
  defineApp({
    slug: 'xero_accounting_api',
    toolkit: 'xero',
    name: 'Xero',
    description: 'Accounting in the cloud.',
    color: '#13b5ea',
    domain: 'xero.com',
    category: 'Finance',
    weight: 705,
    scopes: ['accounting.transactions', 'accounting.contacts', 'offline_access'],
    resources: {
      contact: { fields: CUSTOMER },
      invoice: {
        fields: {
          contact_id: 'string@contact! The contact.',
          amount: 'number! How much.',
          due_date: 'string By when.',
        },
      },
      bank_transaction: { fields: { contact_id: 'string@contact! The contact.', amount: 'number! How much.' } },
    },
    actions: {
      ...crud('contact', 'contacts', 'list get create update'),
      ...crud('invoice', 'invoices', 'list get create'),
      ...crud('bank_transaction', 'bank_transactions', 'list create'),
    },
  }),
  defineApp({
    slug: 'plaid',
    name: 'Plaid',
    description: 'Bank accounts and their transactions.',
    color: '#111111',
    domain: 'plaid.com',
    category: 'Finance',
    auth: 'keys',
    weight: 580,
    resources: {
      account: {
        fields: { name: 'string! Its name.', balance: 'number! What is on it.' },
        rows: [
          { id: 'acc_checking', name: 'Checking', balance: 10_420.55 },
          { id: 'acc_savings', name: 'Savings', balance: 88_000 },
        ],
      },
      transaction: {
        fields: { account_id: 'string@account! The account.', name: 'string! What for.', amount: 'number! How much.' },
        rows: [
          { id: 'txn_1', account_id: 'acc_checking', name: 'Office rent', amount: 2400, date: '2026-11-01' },
          { id: 'txn_2', account_id: 'acc_checking', name: 'Coffee', amount: 4.8, date: '2026-11-03' },
        ],
      },
    },
    actions: {
      'get-accounts': ['GET_ACCOUNTS', 'list', 'account', 'List bank accounts.'],
      'get-real-time-balance': ['GET_BALANCE', 'get', 'account', 'Say what is on an account.'],
      'get-transactions': ['GET_TRANSACTIONS', 'list', 'transaction', 'List transactions.'],
    },
  }),
  defineApp({
    slug: 'woocommerce',
    name: 'WooCommerce',
    description: 'A shop on WordPress.',
    color: '#7f54b3',
    domain: 'woocommerce.com',
    category: 'Commerce',
    auth: 'keys',
    weight: 550,
    resources: {
      product: { fields: { name: 'string! Its name.', price: 'number! Its price.' } },
      order: { fields: { customer_email: 'string! The customer.', total: 'number! The sum.' } },
    },
    actions: {
      ...crud('product', 'products', 'list get create update delete'),
      ...crud('order', 'orders', 'list get create'),
    },
  }),
];
