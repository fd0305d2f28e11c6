// Sentences of what many views use, see app/text.js for the form.
export default {
  moment: ["One moment…", "Einen Moment…"],
  try_again: ["Try again", "Noch einmal"],
  more: ["Show more", "Mehr zeigen"],
  as_table: ["As a table", "Als Tabelle"],
  when: ["When", "Wann"],
  chart_help: ["Tap the chart to read it.", "Tippe auf die Kurve, um sie abzulesen."],
  no_chart: ["The chart could not be loaded; the table has the same.", "Das Diagramm ließ sich nicht laden; in der Tabelle steht dasselbe."],
};
