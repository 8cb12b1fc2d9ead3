import { crud } from './crud';
import { defineApp } from './define';

export const DOCUMENT_APPS = [
  defineApp({
    slug: 'notion',
    name: 'Notion',
    description: 'Pages and databases of a team’s knowledge.',
    color: '#111111',
    domain: 'notion.so',
    category: 'Productivity',
    weight: 980,
    scopes: ['read_content', 'insert_content', 'update_content'],
    resources: {
      page: {
        fields: {
          title: 'string! The title.',
          parent_id: 'string@page The page above.',
          content: 'string The text, in Markdown.',
        },
        rows: [
          { id: 'page_handbook', title: 'Handbook', content: 'How we work.', parent_id: null },
          { id: 'page_onboarding', title: 'Onboarding', content: 'The first week.', parent_id: 'page_handbook' },
        ],
      },
      database: {
        fields: { title: 'string! Its title.', parent_id: 'string@page! The page it is on.' },
        rows: [{ id: 'db_customers', title: 'Customers', parent_id: 'page_handbook' }],
      },
      row: {
        fields: {
          database_id: 'string@database! The database.',
          title: 'string! The row’s title.',
          properties: 'object The other columns.',
        },
        rows: [{ id: 'row_1', database_id: 'db_customers', title: 'Northwind', properties: { plan: 'team' } }],
      },
      comment: { fields: { page_id: 'string@page! The page.', text: 'string! The comment.' } },
    },
    actions: {
      'create-page': ['CREATE_NOTION_PAGE', 'create', 'page', 'Create a page below another page.'],
      search: ['SEARCH_NOTION_PAGE', 'list', 'page', 'Find pages by title and text.'],
      'retrieve-page': ['RETRIEVE_PAGE', 'get', 'page', 'Get one page.'],
      'update-page': ['UPDATE_PAGE', 'update', 'page', 'Change a page.'],
      'append-block': [
        'ADD_PAGE_CONTENT',
        'update',
        'page',
        'Write text into a page.',
        { fields: { page_id: 'string@page! The page.', content: 'string! The text, in Markdown.' } },
      ],
      'query-database': [
        'QUERY_DATABASE',
        'list',
        'row',
        'List rows of a database.',
        {
          fields: {
            database_id: 'string@database! The database.',
            query: 'string Text to look for.',
            limit: 'integer The most rows.',
          },
        },
      ],
      'create-page-from-database': ['INSERT_ROW_DATABASE', 'create', 'row', 'Add a row to a database.'],
      'create-database': ['CREATE_DATABASE', 'create', 'database', 'Create a database on a page.'],
      'create-comment': ['CREATE_COMMENT', 'create', 'comment', 'Comment on a page.'],
      'delete-block': ['DELETE_BLOCK', 'delete', 'page', 'Delete a page or block.'],
    },
  }),
  defineApp({
    slug: 'google_sheets',
    name: 'Google Sheets',
    description: 'Read and write spreadsheets.',
    color: '#0f9d58',
    domain: 'sheets.google.com',
    category: 'Productivity',
    weight: 975,
    scopes: ['https://www.googleapis.com/auth/spreadsheets'],
    resources: {
      spreadsheet: {
        fields: { title: 'string! Its title.' },
        rows: [
          { id: 'sheet_pipeline', title: 'Pipeline 2026' },
          { id: 'sheet_budget', title: 'Budget' },
        ],
      },
      row: {
        fields: {
          spreadsheet_id: 'string@spreadsheet! The spreadsheet.',
          sheet_name: 'string The tab.',
          values: 'string[]! The cells, from left to right.',
        },
        rows: [
          {
            id: 'A1:C1',
            spreadsheet_id: 'sheet_pipeline',
            sheet_name: 'Sheet1',
            values: ['Company', 'Stage', 'Value'],
          },
          {
            id: 'A2:C2',
            spreadsheet_id: 'sheet_pipeline',
            sheet_name: 'Sheet1',
            values: ['Northwind', 'Won', '48000'],
          },
          {
            id: 'A3:C3',
            spreadsheet_id: 'sheet_pipeline',
            sheet_name: 'Sheet1',
            values: ['Contoso', 'Proposal', '12000'],
          },
        ],
      },
    },
    actions: {
      'add-single-row': ['SPREADSHEETS_VALUES_APPEND', 'create', 'row', 'Add a row at the end of a sheet.'],
      'get-values-in-range': [
        'BATCH_GET',
        'list',
        'row',
        'Read the rows of a sheet.',
        { fields: { spreadsheet_id: 'string@spreadsheet! The spreadsheet.', limit: 'integer The most rows.' } },
      ],
      'find-row': [
        'LOOKUP_SPREADSHEET_ROW',
        'list',
        'row',
        'Find rows that contain a text.',
        { fields: { spreadsheet_id: 'string@spreadsheet! The spreadsheet.', query: 'string! The text.' } },
      ],
      'update-row': [
        'BATCH_UPDATE',
        'update',
        'row',
        'Overwrite a row.',
        { fields: { row_id: 'string@row! The row’s range.', values: 'string[]! The cells.' } },
      ],
      'delete-rows': ['DELETE_ROWS', 'delete', 'row', 'Delete a row.'],
      'create-spreadsheet': ['CREATE_GOOGLE_SHEET1', 'create', 'spreadsheet', 'Create a spreadsheet.'],
      'list-spreadsheets': ['SEARCH_SPREADSHEETS', 'list', 'spreadsheet', 'List spreadsheets.'],
    },
  }),
  defineApp({
    slug: 'google_docs',
    name: 'Google Docs',
    description: 'Write documents together.',
    color: '#4285f4',
    domain: 'docs.google.com',
    category: 'Productivity',
    weight: 890,
    scopes: ['https://www.googleapis.com/auth/documents'],
    resources: { document: { fields: { title: 'string! Its title.', text: 'string The text.' } } },
    actions: {
      'create-document': ['CREATE_DOCUMENT', 'create', 'document', 'Create a document.'],
      'get-document': ['GET_DOCUMENT_BY_ID', 'get', 'document', 'Get one document with its text.'],
      'find-document': ['SEARCH_DOCUMENTS', 'list', 'document', 'Find documents.'],
      'append-text': ['INSERT_TEXT_ACTION', 'update', 'document', 'Write text into a document.'],
    },
  }),
  defineApp({
    slug: 'airtable_oauth',
    toolkit: 'airtable',
    name: 'Airtable',
    description: 'Tables that everyone can build on.',
    color: '#fcb400',
    domain: 'airtable.com',
    category: 'Productivity',
    weight: 885,
    prop: 'airtable',
    scopes: ['data.records:read', 'data.records:write', 'schema.bases:read'],
    resources: {
      base: { fields: { name: 'string! Its name.' } },
      table: { fields: { base_id: 'string@base! The base.', name: 'string! Its name.' } },
      record: { fields: { table_id: 'string@table! The table.', fields: 'object! The columns and their values.' } },
    },
    actions: {
      ...crud('record', 'records', 'list get create update delete'),
      ...crud('base', 'bases', 'list'),
      ...crud('table', 'tables', 'list create'),
    },
  }),
  defineApp({
    slug: 'confluence',
    name: 'Confluence',
    description: 'The team’s wiki, by Atlassian.',
    color: '#172b4d',
    domain: 'atlassian.com',
    category: 'Productivity',
    weight: 710,
    scopes: ['read:confluence-content.all', 'write:confluence-content'],
    resources: {
      space: { fields: { name: 'string! Its name.', key: 'string! Its key.' } },
      page: {
        fields: { space_id: 'string@space! The space.', title: 'string! The title.', body: 'string! The text.' },
      },
    },
    actions: { ...crud('page', 'pages', 'search get create update delete'), ...crud('space', 'spaces', 'list') },
  }),
];
