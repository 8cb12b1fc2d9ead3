import { crud } from './crud';
import { defineApp } from './define';

const FILES = [
  {
    id: 'file_plan',
    name: 'Launch plan.docx',
    mime_type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    size: 48_213,
    parent_id: 'folder_work',
    content: 'Phase one: interviews. Phase two: pilot.',
  },
  {
    id: 'file_prices',
    name: 'Prices 2027.csv',
    mime_type: 'text/csv',
    size: 1_204,
    parent_id: 'folder_work',
    content: 'plan,price\nteam,49\nbusiness,149',
  },
  {
    id: 'file_logo',
    name: 'logo.svg',
    mime_type: 'image/svg+xml',
    size: 812,
    parent_id: 'folder_brand',
    content: '<svg/>',
  },
];
const FOLDERS = [
  { id: 'folder_work', name: 'Work' },
  { id: 'folder_brand', name: 'Brand' },
];
const FILE = { name: 'string! Its name.', content: 'string! What is in it.', parent_id: 'string@folder The folder.' };
const FOLDER = { name: 'string! Its name.' };

export const FILE_APPS = [
  defineApp({
    slug: 'google_drive',
    name: 'Google Drive',
    description: 'Files and folders.',
    color: '#1fa463',
    domain: 'drive.google.com',
    category: 'File Storage',
    weight: 970,
    scopes: ['https://www.googleapis.com/auth/drive'],
    resources: {
      file: { fields: FILE, rows: FILES },
      folder: { fields: FOLDER, rows: FOLDERS },
      permission: {
        fields: {
          file_id: 'string@file! The file.',
          email: 'string! Who.',
          role: '(reader|commenter|writer)! What they may do.',
        },
        rows: [],
      },
    },
    actions: {
      'find-file': ['FIND_FILE', 'list', 'file', 'Find files by name and text.'],
      'get-file-by-id': ['GET_FILE_METADATA', 'get', 'file', 'Get one file.'],
      'create-file-from-text': ['CREATE_FILE_FROM_TEXT', 'create', 'file', 'Create a file from text.'],
      'update-file': ['EDIT_FILE', 'update', 'file', 'Change a file’s content or name.'],
      'delete-file': ['DELETE_FILE', 'delete', 'file', 'Delete a file for good.'],
      'create-folder': ['CREATE_FOLDER', 'create', 'folder', 'Create a folder.'],
      'find-folder': ['FIND_FOLDER', 'list', 'folder', 'Find folders.'],
      'add-file-sharing-preference': [
        'ADD_FILE_SHARING_PREFERENCE',
        'create',
        'permission',
        'Share a file with someone.',
      ],
    },
  }),
  defineApp({
    slug: 'dropbox',
    name: 'Dropbox',
    description: 'Files wherever one is.',
    color: '#0061ff',
    domain: 'dropbox.com',
    category: 'File Storage',
    weight: 800,
    scopes: ['files.content.write', 'files.content.read', 'sharing.write'],
    resources: { file: { fields: FILE, rows: FILES }, folder: { fields: FOLDER, rows: FOLDERS } },
    actions: {
      'search-files-folders': ['SEARCH_FILE_OR_FOLDER', 'list', 'file', 'Find files.'],
      'upload-file': ['UPLOAD_FILE', 'create', 'file', 'Upload a file.'],
      'get-file': ['READ_FILE', 'get', 'file', 'Read a file.'],
      'delete-file-folder': ['DELETE_FILE_OR_FOLDER', 'delete', 'file', 'Delete a file.'],
      ...crud('folder', 'folders', 'list create'),
    },
  }),
  defineApp({
    slug: 'microsoft_onedrive',
    toolkit: 'one_drive',
    name: 'OneDrive',
    description: 'Files of Microsoft 365.',
    color: '#0364b8',
    domain: 'onedrive.com',
    category: 'File Storage',
    weight: 700,
    scopes: ['Files.ReadWrite.All', 'offline_access'],
    resources: { file: { fields: FILE, rows: FILES }, folder: { fields: FOLDER, rows: FOLDERS } },
    actions: {
      'search-files': ['SEARCH_FILES', 'list', 'file', 'Find files.'],
      'upload-file': ['UPLOAD_FILE', 'create', 'file', 'Upload a file.'],
      ...crud('file', 'files', 'get delete'),
      ...crud('folder', 'folders', 'list create'),
    },
  }),
];
