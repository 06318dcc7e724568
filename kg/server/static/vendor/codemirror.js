// What the SPARQL page uses of CodeMirror, as one script.

export { autocompletion, completionKeymap } from '@codemirror/autocomplete';
export { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
export { HighlightStyle, StreamLanguage, bracketMatching, syntaxHighlighting } from '@codemirror/language';
export { sparql } from '@codemirror/legacy-modes/mode/sparql';
export { EditorState } from '@codemirror/state';
export { EditorView, drawSelection, keymap, lineNumbers } from '@codemirror/view';
export { tags } from '@lezer/highlight';
