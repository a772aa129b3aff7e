<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>Prompt</source>
        <translation>Prompt</translation>
    </message>
    <message>
        <source>Next hint, previous hint</source>
        <translation>Nächster, voriger Hinweis</translation>
    </message>
    <message>
        <source>F8, Shift+F8</source>
        <translation>F8, Umschalt+F8</translation>
    </message>
    <message>
        <source>Fixes at the cursor</source>
        <translation>Korrekturen am Cursor</translation>
    </message>
    <message>
        <source>Ctrl+. or Alt+Enter</source>
        <translation>Strg+. oder Alt+Enter</translation>
    </message>
    <message>
        <source>Alt+Up, Alt+Down</source>
        <translation>Alt+Hoch, Alt+Runter</translation>
    </message>
    <message>
        <source>Earlier prompt, later prompt</source>
        <translation>Früherer, späterer Prompt</translation>
    </message>
    <message>
        <source>Take the first offer</source>
        <translation>Den ersten Vorschlag nehmen</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>Tab</translation>
    </message>
    <message>
        <source>Choose among offers, close them</source>
        <translation>Vorschlag wählen, Vorschläge schließen</translation>
    </message>
    <message>
        <source>Ctrl+Down, Esc</source>
        <translation>Strg+Unten, Esc</translation>
    </message>
    <message>
        <source>Motion brush</source>
        <translation>Bewegungspinsel</translation>
    </message>
    <message>
        <source>Select, brush, eraser, lasso</source>
        <translation>Auswahl, Pinsel, Radierer, Lasso</translation>
    </message>
    <message>
        <source>Path, static brush, hand</source>
        <translation>Pfad, statischer Pinsel, Hand</translation>
    </message>
    <message>
        <source>Brush size</source>
        <translation>Pinselgröße</translation>
    </message>
    <message>
        <source>[ and ]</source>
        <translation>[ und ]</translation>
    </message>
    <message>
        <source>Straight line</source>
        <translation>Gerade Linie</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Umschalt</translation>
    </message>
    <message>
        <source>Fit, 100 %</source>
        <translation>Einpassen, 100 %</translation>
    </message>
    <message>
        <source>Ctrl+0, Ctrl+1</source>
        <translation>Strg+0, Strg+1</translation>
    </message>
    <message>
        <source>Watch</source>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Leertaste</translation>
    </message>
    <message>
        <source>Shuttle</source>
        <translation>Shuttle</translation>
    </message>
    <message>
        <source>One frame, one second</source>
        <translation>Ein Bild, eine Sekunde</translation>
    </message>
    <message>
        <source>arrows, Shift+arrows</source>
        <translation>Pfeile, Umschalt+Pfeile</translation>
    </message>
    <message>
        <source>In, out</source>
        <translation>In, Out</translation>
    </message>
    <message>
        <source>Next, previous finding</source>
        <translation>Nächster, voriger Befund</translation>
    </message>
    <message>
        <source>N, Shift+N</source>
        <translation>N, Umschalt+N</translation>
    </message>
    <message>
        <source>Rate, star</source>
        <translation>Bewerten, Stern</translation>
    </message>
    <message>
        <source>ignore {rule}</source>
        <translation>{rule} ignorieren</translation>
    </message>
    <message>
        <source>hear of it again</source>
        <translation>wieder hören</translation>
    </message>
    <message>
        <source>level of {rule}</source>
        <translation>Stufe von {rule}</translation>
    </message>
    <message>
        <source>save snippet</source>
        <translation>Baustein speichern</translation>
    </message>
    <message>
        <source>change snippet</source>
        <translation>Baustein ändern</translation>
    </message>
    <message>
        <source>remove snippet</source>
        <translation>Baustein entfernen</translation>
    </message>
    <message>
        <source>remove take</source>
        <translation>Take entfernen</translation>
    </message>
    <message>
        <source>New shot</source>
        <translation>Neuer Shot</translation>
    </message>
    <message>
        <source>goes on from the shot before</source>
        <translation>schließt an die Einstellung davor an</translation>
    </message>
    <message>
        <source>seed {seed}</source>
        <translation>Seed {seed}</translation>
    </message>
    <message>
        <source>Take {n}</source>
        <translation>Take {n}</translation>
    </message>
    <message>
        <source>held</source>
        <translation>stimmt</translation>
    </message>
    <message>
        <source>unrated</source>
        <translation>nicht bewertet</translation>
    </message>
    <message>
        <source>rated {a} / {p}</source>
        <translation>Wertung {a} / {p}</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>unterbrochen</translation>
    </message>
    <message>
        <source>Verbench was closed while it ran: queue it again.</source>
        <translation>Verbench wurde währenddessen geschlossen: neu einreihen.</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} von {total}</translation>
    </message>
    <message>
        <source>{clock} left · {progress}</source>
        <translation>noch {clock} · {progress}</translation>
    </message>
    <message>
        <source>Import a clip</source>
        <translation>Clip importieren</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>“{name}” was not made here. Say which model made it: its takes and ratings are kept under that name.</source>
        <translation>„{name}“ wurde nicht hier erzeugt. Welches Modell war es? Unter diesem Namen stehen Takes und Bewertungen.</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Export a take</source>
        <translation>Take exportieren</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Export to</source>
        <translation>Exportieren nach</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Offer words while typing</source>
        <translation>Beim Schreiben Wörter vorschlagen</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>A&amp;nsicht</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Shot</source>
        <translation>&amp;Shot</translation>
    </message>
    <message>
        <source>&amp;Take</source>
        <translation>&amp;Take</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>New project…</source>
        <translation>Neues Projekt…</translation>
    </message>
    <message>
        <source>Open project…</source>
        <translation>Projekt öffnen…</translation>
    </message>
    <message>
        <source>Open the sample</source>
        <translation>Beispiel öffnen</translation>
    </message>
    <message>
        <source>Import clips, images, shots…</source>
        <translation>Clips, Bilder, Shots importieren…</translation>
    </message>
    <message>
        <source>Export take…</source>
        <translation>Take exportieren…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Next hint</source>
        <translation>Nächster Hinweis</translation>
    </message>
    <message>
        <source>Previous hint</source>
        <translation>Voriger Hinweis</translation>
    </message>
    <message>
        <source>Edit the prompt</source>
        <translation>Prompt bearbeiten</translation>
    </message>
    <message>
        <source>Snippets…</source>
        <translation>Bausteine…</translation>
    </message>
    <message>
        <source>Earlier prompts…</source>
        <translation>Frühere Prompts…</translation>
    </message>
    <message>
        <source>Hints…</source>
        <translation>Hinweise…</translation>
    </message>
    <message>
        <source>Add shot</source>
        <translation>Neuer Shot</translation>
    </message>
    <message>
        <source>Choose start image…</source>
        <translation>Startbild wählen…</translation>
    </message>
    <message>
        <source>Paste start image</source>
        <translation>Startbild einfügen</translation>
    </message>
    <message>
        <source>Generate</source>
        <translation>Erzeugen</translation>
    </message>
    <message>
        <source>Queue in front</source>
        <translation>Vorn einreihen</translation>
    </message>
    <message>
        <source>Interrupt</source>
        <translation>Unterbrechen</translation>
    </message>
    <message>
        <source>Star</source>
        <translation>Stern</translation>
    </message>
    <message>
        <source>Show the queue</source>
        <translation>Warteschlange zeigen</translation>
    </message>
    <message>
        <source>Frame</source>
        <translation>Startbild</translation>
    </message>
    <message>
        <source>Dark or light</source>
        <translation>Dunkel oder hell</translation>
    </message>
    <message>
        <source>Hints</source>
        <translation>Hinweise</translation>
    </message>
    <message>
        <source>Quiet: errors and warnings</source>
        <translation>Leise: Fehler und Warnungen</translation>
    </message>
    <message>
        <source>Normal: with information</source>
        <translation>Normal: mit Informationen</translation>
    </message>
    <message>
        <source>Strict: everything</source>
        <translation>Streng: alles</translation>
    </message>
    <message>
        <source>remove shot</source>
        <translation>Shot entfernen</translation>
    </message>
    <message>
        <source>move shot</source>
        <translation>Shot verschieben</translation>
    </message>
    <message>
        <source>No project is open</source>
        <translation>Kein Projekt ist offen</translation>
    </message>
    <message>
        <source>Open one first.</source>
        <translation>Erst eines öffnen.</translation>
    </message>
    <message>
        <source>Delete a point</source>
        <translation>Punkt löschen</translation>
    </message>
    <message>
        <source>Nudge</source>
        <translation>Verschieben</translation>
    </message>
    <message>
        <source>A painted region stays where it was painted; drag it with Select (V).</source>
        <translation>Ein gemalter Bereich bleibt, wo er gemalt wurde; mit Auswahl (V) ziehen.</translation>
    </message>
    <message>
        <source>Add a point</source>
        <translation>Punkt setzen</translation>
    </message>
    <message>
        <source>held still</source>
        <translation>hält still</translation>
    </message>
    <message>
        <source>no path yet: drag from it with P</source>
        <translation>noch kein Pfad: mit P davon wegziehen</translation>
    </message>
    <message>
        <source>Brush</source>
        <translation>Pinsel</translation>
    </message>
    <message>
        <source>Paint over what moves</source>
        <translation>Übermalen, was sich bewegt</translation>
    </message>
    <message>
        <source>Off the frame there is nothing to paint.</source>
        <translation>Außerhalb des Bilds gibt es nichts zu malen.</translation>
    </message>
    <message>
        <source>A plan holds at most {0} strokes.</source>
        <translation>Ein Plan fasst höchstens {0} Striche.</translation>
    </message>
    <message>
        <source>Static Brush</source>
        <translation>Statischer Pinsel</translation>
    </message>
    <message>
        <source>Paint over what must hold still</source>
        <translation>Übermalen, was stillhalten soll</translation>
    </message>
    <message>
        <source>Eraser</source>
        <translation>Radierer</translation>
    </message>
    <message>
        <source>Take away from the selected region</source>
        <translation>Vom gewählten Bereich wegnehmen</translation>
    </message>
    <message>
        <source>Nothing to erase here. Select a stroke first (V).</source>
        <translation>Hier gibt es nichts zu radieren. Erst einen Strich wählen (V).</translation>
    </message>
    <message>
        <source>Hand</source>
        <translation>Hand</translation>
    </message>
    <message>
        <source>Drag the view; also with Space or the middle button</source>
        <translation>Ansicht ziehen; auch mit Leertaste oder mittlerer Maustaste</translation>
    </message>
    <message>
        <source>Lasso</source>
        <translation>Lasso</translation>
    </message>
    <message>
        <source>Draw around what moves; Alt cuts from the region</source>
        <translation>Umfahren, was sich bewegt; Alt schneidet weg</translation>
    </message>
    <message>
        <source>Draw all the way around the thing.</source>
        <translation>Ganz um die Sache herum fahren.</translation>
    </message>
    <message>
        <source>Lasso a region</source>
        <translation>Bereich umfahren</translation>
    </message>
    <message>
        <source>Trajectory</source>
        <translation>Bewegungspfad</translation>
    </message>
    <message>
        <source>Drag from a region to where it goes; click adds points, pulling the line bends it</source>
        <translation>Vom Bereich zum Ziel ziehen; Klick setzt Punkte, Ziehen biegt die Linie</translation>
    </message>
    <message>
        <source>Paint or lasso what moves first (B or L), then drag from it.</source>
        <translation>Erst malen oder umfahren, was sich bewegt (B oder L), dann davon wegziehen.</translation>
    </message>
    <message>
        <source>Move a point</source>
        <translation>Punkt verschieben</translation>
    </message>
    <message>
        <source>A static brush holds still. Make it a motion to give it a path.</source>
        <translation>Ein statischer Pinsel hält still. Für einen Pfad zur Bewegung machen.</translation>
    </message>
    <message>
        <source>Draw a straight path</source>
        <translation>Geraden Pfad ziehen</translation>
    </message>
    <message>
        <source>Draw a curved path</source>
        <translation>Gebogenen Pfad ziehen</translation>
    </message>
    <message>
        <source>Select</source>
        <translation>Auswahl</translation>
    </message>
    <message>
        <source>Select a stroke, move it or its points</source>
        <translation>Strich wählen, ihn oder seine Punkte verschieben</translation>
    </message>
    <message>
        <source>Move a stroke</source>
        <translation>Strich verschieben</translation>
    </message>
    <message>
        <source>A region must cover some of the frame.</source>
        <translation>Ein Bereich muss im Bild liegen.</translation>
    </message>
    <message>
        <source>motion</source>
        <translation>Bewegung</translation>
    </message>
    <message>
        <source>static brush</source>
        <translation>statischer Pinsel</translation>
    </message>
    <message>
        <source>ambient</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>even speed</source>
        <translation>gleichmäßig</translation>
    </message>
    <message>
        <source>speeds up</source>
        <translation>wird schneller</translation>
    </message>
    <message>
        <source>slows down</source>
        <translation>wird langsamer</translation>
    </message>
    <message>
        <source>eases in and out</source>
        <translation>sanft an und aus</translation>
    </message>
    <message>
        <source>still part</source>
        <translation>stiller Teil</translation>
    </message>
    <message>
        <source>part</source>
        <translation>Teil</translation>
    </message>
    <message>
        <source>no path yet</source>
        <translation>noch kein Pfad</translation>
    </message>
    <message>
        <source>{0} – {1} s</source>
        <translation>{0} – {1} s</translation>
    </message>
    <message>
        <source>pan right</source>
        <translation>Schwenk rechts</translation>
    </message>
    <message>
        <source>pan left</source>
        <translation>Schwenk links</translation>
    </message>
    <message>
        <source>tilt up</source>
        <translation>Neigung hoch</translation>
    </message>
    <message>
        <source>tilt down</source>
        <translation>Neigung runter</translation>
    </message>
    <message>
        <source>zoom in</source>
        <translation>Zoom hinein</translation>
    </message>
    <message>
        <source>zoom out</source>
        <translation>Zoom heraus</translation>
    </message>
    <message>
        <source>roll</source>
        <translation>Rollen</translation>
    </message>
    <message>
        <source>camera · {0}</source>
        <translation>Kamera · {0}</translation>
    </message>
    <message>
        <source>left</source>
        <translation>nach links</translation>
    </message>
    <message>
        <source>right</source>
        <translation>nach rechts</translation>
    </message>
    <message>
        <source>up</source>
        <translation>nach oben</translation>
    </message>
    <message>
        <source>down</source>
        <translation>nach unten</translation>
    </message>
    <message>
        <source>up-left</source>
        <translation>nach links oben</translation>
    </message>
    <message>
        <source>up-right</source>
        <translation>nach rechts oben</translation>
    </message>
    <message>
        <source>down-left</source>
        <translation>nach links unten</translation>
    </message>
    <message>
        <source>down-right</source>
        <translation>nach rechts unten</translation>
    </message>
    <message>
        <source>toward the camera</source>
        <translation>auf die Kamera zu</translation>
    </message>
    <message>
        <source>away from the camera</source>
        <translation>von der Kamera weg</translation>
    </message>
    <message>
        <source>forward</source>
        <translation>vorwärts</translation>
    </message>
    <message>
        <source>backward</source>
        <translation>rückwärts</translation>
    </message>
    <message>
        <source>around</source>
        <translation>herum</translation>
    </message>
    <message>
        <source>direction missing</source>
        <translation>Richtung fehlt</translation>
    </message>
    <message>
        <source>{:.1f}–{:.1f} s</source>
        <translation>{:.1f}–{:.1f} s</translation>
    </message>
    <message>
        <source>Changes the motion plan, not the words.</source>
        <translation>Ändert den Bewegungsplan, nicht die Worte.</translation>
    </message>
    <message>
        <source>The negative prompt is emptied.</source>
        <translation>Der negative Prompt wird geleert.</translation>
    </message>
    <message>
        <source>The negative prompt becomes ‘{}’</source>
        <translation>Der negative Prompt wird zu „{}“</translation>
    </message>
    <message>
        <source>‘{}’ becomes ‘{}’</source>
        <translation>‚{}‘ wird zu ‚{}‘</translation>
    </message>
    <message>
        <source>‘{}’ is removed</source>
        <translation>‚{}‘ entfällt</translation>
    </message>
    <message>
        <source>‘{}’ is added</source>
        <translation>‚{}‘ kommt dazu</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Information</source>
        <translation>Information</translation>
    </message>
    <message>
        <source>Hint</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>works well</source>
        <translation>gelingt</translation>
    </message>
    <message>
        <source>avoid</source>
        <translation>meiden</translation>
    </message>
    <message>
        <source>unsure</source>
        <translation>unsicher</translation>
    </message>
    <message>
        <source>untested</source>
        <translation>ungeprüft</translation>
    </message>
    <message>
        <source>Completions</source>
        <translation>Vorschläge</translation>
    </message>
    <message>
        <source>Tab takes the first  ·  Ctrl+↓ chooses  ·  Esc</source>
        <translation>Tab nimmt den ersten  ·  Strg+↓ wählt  ·  Esc</translation>
    </message>
    <message>
        <source>snippet</source>
        <translation>Baustein</translation>
    </message>
    <message>
        <source>speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>target</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>meaning</source>
        <translation>Bedeutung</translation>
    </message>
    <message>
        <source>direction</source>
        <translation>Richtung</translation>
    </message>
    <message>
        <source>Quiet</source>
        <translation>Leise</translation>
    </message>
    <message>
        <source>Strict</source>
        <translation>Streng</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>Errors and warnings only.</source>
        <translation>Nur Fehler und Warnungen.</translation>
    </message>
    <message>
        <source>Everything, with start pose, end state and speed as hints of their own.</source>
        <translation>Alles, auch Ausgangspose, Endzustand und Tempo als eigene Hinweise.</translation>
    </message>
    <message>
        <source>Errors, warnings and information; what was left unsaid on one quiet line.</source>
        <translation>Fehler, Warnungen und Informationen; was ungesagt blieb, in einer leisen Zeile.</translation>
    </message>
    <message>
        <source>Earlier prompts</source>
        <translation>Frühere Prompts</translation>
    </message>
    <message>
        <source>Find a prompt by its words or model</source>
        <translation>Prompt nach Worten oder Modell suchen</translation>
    </message>
    <message>
        <source>No earlier prompts yet.
One is kept when you generate or leave a shot.</source>
        <translation>Noch keine früheren Prompts.
Behalten wird beim Generieren und beim Verlassen eines Shots.</translation>
    </message>
    <message>
        <source>No earlier prompt has these words.</source>
        <translation>Kein früherer Prompt enthält diese Worte.</translation>
    </message>
    <message>
        <source>Enter brings it back; undo returns to what you have.</source>
        <translation>Enter holt ihn zurück; Rückgängig stellt den jetzigen wieder her.</translation>
    </message>
    <message>
        <source>1 take</source>
        <translation>1 Take</translation>
    </message>
    <message>
        <source>{n} takes</source>
        <translation>{n} Takes</translation>
    </message>
    <message>
        <source>not generated</source>
        <translation>nicht generiert</translation>
    </message>
    <message>
        <source>adherence {a}, physics {p}</source>
        <translation>Treue {a}, Physik {p}</translation>
    </message>
    <message>
        <source>today {time}</source>
        <translation>heute {time}</translation>
    </message>
    <message>
        <source>These words have changed since; the hint is being read again.</source>
        <translation>Diese Worte haben sich geändert; der Hinweis wird neu gelesen.</translation>
    </message>
    <message>
        <source>Snippets</source>
        <translation>Bausteine</translation>
    </message>
    <message>
        <source>Find a snippet by name, words or tag</source>
        <translation>Baustein nach Name, Worten oder Schlagwort suchen</translation>
    </message>
    <message>
        <source>No snippets yet.</source>
        <translation>Noch keine Bausteine.</translation>
    </message>
    <message>
        <source>No snippet has these words.
A new one can have them.</source>
        <translation>Kein Baustein enthält diese Worte.
Ein neuer kann sie enthalten.</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Save selection as snippet…</source>
        <translation>Auswahl als Baustein…</translation>
    </message>
    <message>
        <source>New snippet…</source>
        <translation>Neuer Baustein…</translation>
    </message>
    <message>
        <source>“{name}” is removed.</source>
        <translation>„{name}“ ist entfernt.</translation>
    </message>
    <message>
        <source>Enter puts it in place of the selection.</source>
        <translation>Enter setzt ihn an die Stelle der Auswahl.</translation>
    </message>
    <message>
        <source>Enter inserts at the caret.</source>
        <translation>Enter fügt am Cursor ein.</translation>
    </message>
    <message>
        <source>What is put into the prompt</source>
        <translation>Was in den Prompt kommt</translation>
    </message>
    <message>
        <source>camera, light …</source>
        <translation>Kamera, Licht …</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Worte</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Schlagworte</translation>
    </message>
    <message>
        <source>New snippet</source>
        <translation>Neuer Baustein</translation>
    </message>
    <message>
        <source>Change a snippet</source>
        <translation>Baustein ändern</translation>
    </message>
    <message>
        <source>There is a snippet “{name}” already</source>
        <translation>Es gibt schon einen Baustein „{name}“</translation>
    </message>
    <message>
        <source>Take another name.</source>
        <translation>Einen anderen Namen nehmen.</translation>
    </message>
    <message>
        <source>none judged yet</source>
        <translation>noch keiner beurteilt</translation>
    </message>
    <message>
        <source>{held} of {judged} judged held</source>
        <translation>{held} von {judged} beurteilten stimmen</translation>
    </message>
    <message>
        <source>start pose</source>
        <translation>Ausgangspose</translation>
    </message>
    <message>
        <source>end state</source>
        <translation>Endzustand</translation>
    </message>
</context>
<context>
    <name>Acts</name>
    <message>
        <source>draw the motion</source>
        <translation>Bewegung zeichnen</translation>
    </message>
    <message>
        <source>There is no start image to draw on</source>
        <translation>Es gibt kein Startbild, auf das gezeichnet werden kann</translation>
    </message>
    <message>
        <source>Choose one in the Shot menu, or drop it on the stage.</source>
        <translation>Eines im Menü „Shot“ wählen oder auf die Bühne ziehen.</translation>
    </message>
    <message>
        <source>Nothing stands out in the start image</source>
        <translation>Im Startbild hebt sich nichts ab</translation>
    </message>
    <message>
        <source>Paint over what moves with the brush (B).</source>
        <translation>Mit dem Pinsel (B) über das malen, was sich bewegt.</translation>
    </message>
    <message>
        <source>“{verb}” does not say where to</source>
        <translation>„{verb}“ sagt nicht, wohin</translation>
    </message>
    <message>
        <source>Add a direction, or draw the way with the path tool (P).</source>
        <translation>Eine Richtung ergänzen oder den Weg mit dem Pfadwerkzeug (P) zeichnen.</translation>
    </message>
    <message>
        <source>paint</source>
        <translation>malen</translation>
    </message>
    <message>
        <source>Start Image</source>
        <translation>Startbild</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>There is no picture in the clipboard</source>
        <translation>In der Zwischenablage ist kein Bild</translation>
    </message>
    <message>
        <source>Copy one first.</source>
        <translation>Erst eines kopieren.</translation>
    </message>
    <message>
        <source>add shot</source>
        <translation>neuer Shot</translation>
    </message>
    <message>
        <source>duplicate shot</source>
        <translation>Shot verdoppeln</translation>
    </message>
    <message>
        <source>This take does not say how it was made</source>
        <translation>Dieser Take sagt nicht, wie er entstand</translation>
    </message>
    <message>
        <source>It was imported.</source>
        <translation>Er wurde importiert.</translation>
    </message>
    <message>
        <source>restore shot</source>
        <translation>Shot wiederherstellen</translation>
    </message>
</context>
<context>
    <name>BeatsStrip</name>
    <message>
        <source>camera: {}</source>
        <translation>Kamera: {}</translation>
    </message>
    <message>
        <source>all along: {}</source>
        <translation>durchgehend: {}</translation>
    </message>
    <message>
        <source>No action yet: say what moves.</source>
        <translation>Noch keine Handlung: Was bewegt sich?</translation>
    </message>
    <message>
        <source>1 beat</source>
        <translation>1 Beat</translation>
    </message>
    <message>
        <source>{} beats</source>
        <translation>{} Beats</translation>
    </message>
    <message>
        <source>{} in {:.1f} s</source>
        <translation>{} in {:.1f} s</translation>
    </message>
    <message>
        <source>{} is crowded: {:.1f} s each</source>
        <translation>{} ist eng: je {:.1f} s</translation>
    </message>
</context>
<context>
    <name>CameraForm</name>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>Camera pan</source>
        <translation>Kameraschwenk</translation>
    </message>
    <message>
        <source>To the right, in percent of the frame&apos;s width</source>
        <translation>Nach rechts, in Prozent der Bildbreite</translation>
    </message>
    <message>
        <source>Camera tilt</source>
        <translation>Kameraneigung</translation>
    </message>
    <message>
        <source>Upwards, in percent of the frame&apos;s height</source>
        <translation>Nach oben, in Prozent der Bildhöhe</translation>
    </message>
    <message>
        <source>Camera zoom</source>
        <translation>Kamerazoom</translation>
    </message>
    <message>
        <source>Magnification at the end; 100 % is none</source>
        <translation>Vergrößerung am Ende; 100 % ist keine</translation>
    </message>
    <message>
        <source>Camera roll</source>
        <translation>Kamerarollen</translation>
    </message>
    <message>
        <source>Clockwise</source>
        <translation>Im Uhrzeigersinn</translation>
    </message>
    <message>
        <source>Pan</source>
        <translation>Schwenk</translation>
    </message>
    <message>
        <source>Tilt</source>
        <translation>Neigung</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>Zoom</translation>
    </message>
    <message>
        <source>Roll</source>
        <translation>Rollen</translation>
    </message>
</context>
<context>
    <name>EmptyFrame</name>
    <message>
        <source>Drop a start image here or choose one</source>
        <translation>Ein Startbild hier ablegen oder wählen</translation>
    </message>
    <message>
        <source>Then paint what moves, and drag where it goes.</source>
        <translation>Dann malen, was sich bewegt, und ziehen, wohin.</translation>
    </message>
    <message>
        <source>Choose an image…</source>
        <translation>Bild wählen…</translation>
    </message>
    <message>
        <source>Choose a start image</source>
        <translation>Startbild wählen</translation>
    </message>
</context>
<context>
    <name>Files</name>
    <message>
        <source>New project</source>
        <translation>Neues Projekt</translation>
    </message>
    <message>
        <source>Open project</source>
        <translation>Projekt öffnen</translation>
    </message>
    <message>
        <source>Rebuilt from its clips: {n} taken in, {m} could not be read</source>
        <translation>Aus seinen Clips neu aufgebaut: {n} übernommen, {m} nicht lesbar</translation>
    </message>
    <message>
        <source>The damaged file is kept beside it.</source>
        <translation>Die beschädigte Datei bleibt daneben liegen.</translation>
    </message>
    <message>
        <source>Rebuild</source>
        <translation>Neu aufbauen</translation>
    </message>
    <message>
        <source>A take was not finished when Verbench was closed.</source>
        <translation>Ein Take war nicht fertig, als Verbench geschlossen wurde.</translation>
    </message>
    <message>
        <source>{n} takes were not finished when Verbench was closed.</source>
        <translation>Nicht fertig geworden, als Verbench geschlossen wurde: {n} Takes.</translation>
    </message>
    <message>
        <source>Queue again</source>
        <translation>Neu einreihen</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>Clips, images and shots</source>
        <translation>Clips, Bilder und Shots</translation>
    </message>
    <message>
        <source>import shot</source>
        <translation>Shot importieren</translation>
    </message>
    <message>
        <source>restore shot</source>
        <translation>Shot wiederherstellen</translation>
    </message>
    <message>
        <source>There is no take to export</source>
        <translation>Es gibt keinen Take zum Exportieren</translation>
    </message>
    <message>
        <source>Generate one with Ctrl+Enter.</source>
        <translation>Mit Strg+Enter einen erzeugen.</translation>
    </message>
    <message>
        <source>Exported {name}</source>
        <translation>{name} exportiert</translation>
    </message>
</context>
<context>
    <name>FixMenu</name>
    <message>
        <source>Fixes</source>
        <translation>Korrekturen</translation>
    </message>
</context>
<context>
    <name>HintCard</name>
    <message>
        <source>More about: {}</source>
        <translation>Mehr zu: {}</translation>
    </message>
    <message>
        <source>Ignore or explain</source>
        <translation>Ignorieren oder erklären</translation>
    </message>
    <message>
        <source>{} more</source>
        <translation>{} weitere</translation>
    </message>
    <message>
        <source>{} more fixes</source>
        <translation>{} weitere Vorschläge</translation>
    </message>
    <message>
        <source>stroke {}</source>
        <translation>Strich {}</translation>
    </message>
    <message>
        <source>Show this stroke on the start image</source>
        <translation>Diesen Strich im Startbild zeigen</translation>
    </message>
</context>
<context>
    <name>HintList</name>
    <message>
        <source>Hints</source>
        <translation>Hinweise</translation>
    </message>
    <message>
        <source>{} more in the list of problems</source>
        <translation>{} weitere in der Liste der Probleme</translation>
    </message>
</context>
<context>
    <name>HintSettings</name>
    <message>
        <source>Hints</source>
        <translation>Hinweise</translation>
    </message>
    <message>
        <source>Find a rule</source>
        <translation>Regel suchen</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>Regeln</translation>
    </message>
    <message>
        <source>Ignored hints</source>
        <translation>Ignorierte Hinweise</translation>
    </message>
    <message>
        <source>No rule is called that.</source>
        <translation>So heißt keine Regel.</translation>
    </message>
    <message>
        <source>Nothing is ignored in this project.
“Ignore here” and “Ignore in this project” are in the menu of every hint.</source>
        <translation>In diesem Projekt wird nichts ignoriert.
„Hier ignorieren“ und „In diesem Projekt ignorieren“ stehen im Menü jedes Hinweises.</translation>
    </message>
    <message>
        <source>Remove {} whose words are gone</source>
        <translation>{} entfernen, deren Worte fehlen</translation>
    </message>
    <message>
        <source>Ignored</source>
        <translation>Ignoriert</translation>
    </message>
    <message>
        <source>Ignored {}</source>
        <translation>Ignoriert {}</translation>
    </message>
    <message>
        <source>Profile {}</source>
        <translation>Profil {}</translation>
    </message>
    <message>
        <source>Rules and ignored hints</source>
        <translation>Regeln und ignorierte Hinweise</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
</context>
<context>
    <name>Lanes</name>
    <message>
        <source>not analysed</source>
        <translation>nicht analysiert</translation>
    </message>
    <message>
        <source>analysing, {n} %</source>
        <translation>Analyse, {n} %</translation>
    </message>
    <message>
        <source>cannot be determined</source>
        <translation>nicht bestimmbar</translation>
    </message>
    <message>
        <source>held</source>
        <translation>stimmt</translation>
    </message>
    <message>
        <source>{n} violated</source>
        <translation>{n} verletzt</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Zeitleiste</translation>
    </message>
    <message>
        <source>height of movers</source>
        <translation>Höhe der Bewegten</translation>
    </message>
</context>
<context>
    <name>MoreMenu</name>
    <message>
        <source>Ignore or explain</source>
        <translation>Ignorieren oder erklären</translation>
    </message>
    <message>
        <source>Ignore here</source>
        <translation>Hier ignorieren</translation>
    </message>
    <message>
        <source>Ignore in this project</source>
        <translation>In diesem Projekt ignorieren</translation>
    </message>
    <message>
        <source>Turn the rule ‘{}’ off</source>
        <translation>Regel ‚{}‘ abschalten</translation>
    </message>
    <message>
        <source>Level of this rule…</source>
        <translation>Stufe dieser Regel…</translation>
    </message>
    <message>
        <source>Explain</source>
        <translation>Erklären</translation>
    </message>
</context>
<context>
    <name>MotionCanvas</name>
    <message>
        <source>Delete a stroke</source>
        <translation>Strich löschen</translation>
    </message>
    <message>
        <source>Motion brush canvas</source>
        <translation>Leinwand des Bewegungspinsels</translation>
    </message>
    <message>
        <source>No start image.</source>
        <translation>Kein Startbild.</translation>
    </message>
    <message>
        <source>{0} strokes, none selected.</source>
        <translation>{0} Striche, keiner gewählt.</translation>
    </message>
    <message>
        <source>{0} strokes, {1} selected: {2}, {3} points.</source>
        <translation>{0} Striche, {1} gewählt: {2}, {3} Punkte.</translation>
    </message>
    <message>
        <source>Paint what moves (B), then drag where it goes (P).</source>
        <translation>Malen, was sich bewegt (B), dann ziehen, wohin (P).</translation>
    </message>
</context>
<context>
    <name>MotionStage</name>
    <message>
        <source>0 – {0} s · drag ends</source>
        <translation>0 – {0} s · Enden ziehen</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source> px</source>
        <translation> px</translation>
    </message>
    <message>
        <source>Brush size in pixels of the image</source>
        <translation>Pinselgröße in Pixeln des Bilds</translation>
    </message>
    <message>
        <source>Brush size ([ and ])</source>
        <translation>Pinselgröße ([ und ])</translation>
    </message>
    <message>
        <source>Preview loop</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Einpassen</translation>
    </message>
    <message>
        <source>Fit the frame into view</source>
        <translation>Bild einpassen</translation>
    </message>
    <message>
        <source>Fit the frame into view (Ctrl+0)</source>
        <translation>Bild einpassen (Strg+0)</translation>
    </message>
    <message>
        <source>One pixel of the image on one of the screen (Ctrl+1)</source>
        <translation>Ein Bildpixel auf einem Bildschirmpixel (Strg+1)</translation>
    </message>
    <message>
        <source>TIMING</source>
        <translation>ZEITEN</translation>
    </message>
    <message>
        <source>Zoom, now {0}: show at 100 %</source>
        <translation>Zoom, jetzt {0}: auf 100 % zeigen</translation>
    </message>
    <message>
        <source>Play the motion over and over</source>
        <translation>Bewegung immer wieder abspielen</translation>
    </message>
    <message>
        <source>Give a stroke a path first, then its motion can be played</source>
        <translation>Erst einem Strich einen Pfad geben, dann lässt sich die Bewegung abspielen</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Close this message</source>
        <translation>Diese Meldung schließen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>PlayerPanel</name>
    <message>
        <source>Confirm</source>
        <translation>Bestätigen</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>No take to watch. Generate one with Ctrl+Enter.</source>
        <translation>Kein Take zum Ansehen. Mit Strg+Enter einen erzeugen.</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>Öffnet…</translation>
    </message>
    <message>
        <source>1 finding · N goes to it</source>
        <translation>1 Befund · N springt hin</translation>
    </message>
    <message>
        <source>{n} findings · N goes to the next</source>
        <translation>{n} Befunde · N springt zum nächsten</translation>
    </message>
    <message>
        <source> · confirmed</source>
        <translation> · bestätigt</translation>
    </message>
    <message>
        <source> · dismissed</source>
        <translation> · verworfen</translation>
    </message>
    <message>
        <source>Arrows: how every part moves</source>
        <translation>Pfeile: wie sich jeder Teil bewegt</translation>
    </message>
    <message>
        <source>Heat: how fast</source>
        <translation>Wärme: wie schnell</translation>
    </message>
    <message>
        <source>Paths: wanted dashed, measured solid</source>
        <translation>Pfade: gewollt gestrichelt, gemessen durchgezogen</translation>
    </message>
    <message>
        <source>Boxes: violations</source>
        <translation>Rahmen: Verstöße</translation>
    </message>
</context>
<context>
    <name>ProblemList</name>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
</context>
<context>
    <name>PromptEditor</name>
    <message>
        <source>Prompt</source>
        <translation>Prompt</translation>
    </message>
    <message>
        <source>Say who moves, where to and how fast, for example:
A dog runs quickly to the left.</source>
        <translation>Wer bewegt sich, wohin und wie schnell? Zum Beispiel:
A dog runs quickly to the left.</translation>
    </message>
    <message>
        <source>The model never sees this: it stops reading at the dotted line.</source>
        <translation>Das sieht das Modell nie: Es hört an der gepunkteten Linie auf zu lesen.</translation>
    </message>
    <message>
        <source>Ctrl+. shows what to do</source>
        <translation>Strg+. zeigt, was zu tun ist</translation>
    </message>
</context>
<context>
    <name>PromptPanel</name>
    <message>
        <source>Negative prompt</source>
        <translation>Negativer Prompt</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>No hint at the caret. F8 goes to the next one.</source>
        <translation>Kein Hinweis am Cursor. F8 springt zum nächsten.</translation>
    </message>
    <message>
        <source>What must not be seen, for models that read it</source>
        <translation>Was nicht zu sehen sein soll, für Modelle, die es lesen</translation>
    </message>
    <message>
        <source>PROMPT</source>
        <translation>PROMPT</translation>
    </message>
    <message>
        <source>Draw this motion: {}</source>
        <translation>Diese Bewegung zeichnen: {}</translation>
    </message>
    <message>
        <source>These words have changed since; the hint is being read again.</source>
        <translation>Diese Worte haben sich geändert; der Hinweis wird neu gelesen.</translation>
    </message>
    <message>
        <source>No hints to go to.</source>
        <translation>Keine Hinweise.</translation>
    </message>
    <message>
        <source>Only the first {:,} characters are read for hints.</source>
        <translation>Nur die ersten {:,} Zeichen werden auf Hinweise gelesen.</translation>
    </message>
    <message>
        <source>words are not read</source>
        <translation>Worte werden nicht gelesen</translation>
    </message>
    <message>
        <source>{} characters</source>
        <translation>{} Zeichen</translation>
    </message>
    <message>
        <source>1 word</source>
        <translation>1 Wort</translation>
    </message>
    <message>
        <source>{} words</source>
        <translation>{} Wörter</translation>
    </message>
    <message>
        <source>Problems {}</source>
        <translation>Probleme {}</translation>
    </message>
    <message>
        <source>Problems: {}</source>
        <translation>Probleme: {}</translation>
    </message>
    <message>
        <source>Hints appear here while you write.</source>
        <translation>Hinweise erscheinen hier beim Schreiben.</translation>
    </message>
    <message>
        <source>Nothing ambiguous found.</source>
        <translation>Nichts Mehrdeutiges gefunden.</translation>
    </message>
    <message>
        <source>{} problems</source>
        <translation>{} Probleme</translation>
    </message>
</context>
<context>
    <name>QueuePanel</name>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>Nothing is queued.
Ctrl+Enter generates the shot.</source>
        <translation>Nichts wartet.
Strg+Enter erzeugt den Shot.</translation>
    </message>
    <message>
        <source>Cancel all</source>
        <translation>Alle abbrechen</translation>
    </message>
    <message>
        <source>Clear ended</source>
        <translation>Beendete löschen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Put first</source>
        <translation>Nach vorn</translation>
    </message>
    <message>
        <source>Queue again</source>
        <translation>Neu einreihen</translation>
    </message>
</context>
<context>
    <name>RatingPanel</name>
    <message>
        <source>keys 1-5</source>
        <translation>Tasten 1–5</translation>
    </message>
    <message>
        <source>Follows the prompt</source>
        <translation>Folgt dem Prompt</translation>
    </message>
    <message>
        <source>Obeys physics</source>
        <translation>Folgt der Physik</translation>
    </message>
    <message>
        <source>RATE {take}</source>
        <translation>{take} BEWERTEN</translation>
    </message>
</context>
<context>
    <name>Scale</name>
    <message>
        <source>not rated</source>
        <translation>nicht bewertet</translation>
    </message>
    <message>
        <source>{name}: {value} of 5</source>
        <translation>{name}: {value} von 5</translation>
    </message>
</context>
<context>
    <name>Screen</name>
    <message>
        <source>{n} shots · {s:.1f} s</source>
        <translation>{n} Shots · {s:.1f} s</translation>
    </message>
    <message>
        <source>1 shot · {s:.1f} s</source>
        <translation>1 Shot · {s:.1f} s</translation>
    </message>
    <message>
        <source>No shots yet: add one</source>
        <translation>Noch keine Shots: einen hinzufügen</translation>
    </message>
    <message>
        <source>The reader process ended: prompts are read by tables alone.</source>
        <translation>Der Leseprozess ist beendet: Prompts werden nur mit Tabellen gelesen.</translation>
    </message>
    <message>
        <source>{model} does not heed a negative prompt: say what is there instead.</source>
        <translation>{model} beachtet keinen negativen Prompt: stattdessen sagen, was da ist.</translation>
    </message>
    <message>
        <source>Counted as {model} reads it ({encoder})</source>
        <translation>Gezählt, wie {model} es liest ({encoder})</translation>
    </message>
    <message>
        <source>{model}: no limit is known</source>
        <translation>{model}: keine Grenze bekannt</translation>
    </message>
    <message>
        <source>Next take</source>
        <translation>Nächster Take</translation>
    </message>
    <message>
        <source>A shot</source>
        <translation>Ein Shot</translation>
    </message>
    <message>
        <source>generating</source>
        <translation>erzeugt</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>bereit</translation>
    </message>
    <message>
        <source>Take {n}</source>
        <translation>Take {n}</translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>There is no shot to work on</source>
        <translation>Es ist kein Shot da, an dem gearbeitet wird</translation>
    </message>
    <message>
        <source>Open a project in the File menu, or add a shot.</source>
        <translation>Im Menü „Datei“ ein Projekt öffnen oder einen Shot hinzufügen.</translation>
    </message>
    <message>
        <source>change settings</source>
        <translation>Einstellungen ändern</translation>
    </message>
    <message>
        <source>change start image</source>
        <translation>Startbild ändern</translation>
    </message>
    <message>
        <source>rename</source>
        <translation>umbenennen</translation>
    </message>
</context>
<context>
    <name>SettingsPanel</name>
    <message>
        <source>Another seed</source>
        <translation>Anderer Seed</translation>
    </message>
    <message>
        <source>New seed for each take</source>
        <translation>Neuer Seed je Take</translation>
    </message>
    <message>
        <source>{s:.2f} seconds</source>
        <translation>{s:.2f} Sekunden</translation>
    </message>
    <message>
        <source>Made by</source>
        <translation>Erzeugt mit</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Frames per second</source>
        <translation>Bilder je Sekunde</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Seed</translation>
    </message>
</context>
<context>
    <name>Shelf</name>
    <message>
        <source>Snippets</source>
        <translation>Bausteine</translation>
    </message>
    <message>
        <source>Earlier prompts</source>
        <translation>Frühere Prompts</translation>
    </message>
</context>
<context>
    <name>StoryboardPanel</name>
    <message>
        <source>SHOTS</source>
        <translation>SHOTS</translation>
    </message>
    <message>
        <source>Shots of the cut</source>
        <translation>Shots des Schnitts</translation>
    </message>
    <message>
        <source>Add shot</source>
        <translation>Neuer Shot</translation>
    </message>
    <message>
        <source>Add a shot</source>
        <translation>Neuer Shot</translation>
    </message>
    <message>
        <source>Add a shot after this one (Ctrl+Shift+N)</source>
        <translation>Neuer Shot nach diesem (Strg+Umschalt+N)</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen…</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Verdoppeln</translation>
    </message>
    <message>
        <source>Move left</source>
        <translation>Nach links</translation>
    </message>
    <message>
        <source>Move right</source>
        <translation>Nach rechts</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Rename shot</source>
        <translation>Shot umbenennen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
</context>
<context>
    <name>StrokeForm</name>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} von {1}</translation>
    </message>
    <message>
        <source>Name of the stroke</source>
        <translation>Name des Strichs</translation>
    </message>
    <message>
        <source>Kind of the stroke</source>
        <translation>Art des Strichs</translation>
    </message>
    <message>
        <source>Easing</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>Start of the motion</source>
        <translation>Beginn der Bewegung</translation>
    </message>
    <message>
        <source>End of the motion</source>
        <translation>Ende der Bewegung</translation>
    </message>
    <message>
        <source>Rotation over the motion</source>
        <translation>Drehung über die Bewegung</translation>
    </message>
    <message>
        <source>Size at the end</source>
        <translation>Größe am Ende</translation>
    </message>
    <message>
        <source>Feather, in percent of the frame&apos;s width</source>
        <translation>Weiche Kante, in Prozent der Bildbreite</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>Stärke</translation>
    </message>
    <message>
        <source>Bring nearer to the camera</source>
        <translation>Näher zur Kamera</translation>
    </message>
    <message>
        <source>Send farther from the camera</source>
        <translation>Weiter von der Kamera weg</translation>
    </message>
    <message>
        <source>Delete the stroke</source>
        <translation>Strich löschen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Beginn</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>Rotate</source>
        <translation>Drehung</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Feather</source>
        <translation>Kante</translation>
    </message>
    <message>
        <source>Depth</source>
        <translation>Tiefe</translation>
    </message>
    <message>
        <source>Rename a stroke</source>
        <translation>Strich umbenennen</translation>
    </message>
    <message>
        <source>Change the kind of a stroke</source>
        <translation>Art eines Strichs ändern</translation>
    </message>
    <message>
        <source>Change the easing</source>
        <translation>Verlauf ändern</translation>
    </message>
    <message>
        <source>Change a stroke</source>
        <translation>Strich ändern</translation>
    </message>
</context>
<context>
    <name>StrokeList</name>
    <message>
        <source>Strokes</source>
        <translation>Striche</translation>
    </message>
</context>
<context>
    <name>StrokePanel</name>
    <message>
        <source>Put into prompt</source>
        <translation>In den Prompt</translation>
    </message>
    <message>
        <source>Put these words into the prompt</source>
        <translation>Diese Worte in den Prompt setzen</translation>
    </message>
    <message>
        <source>IN WORDS</source>
        <translation>IN WORTEN</translation>
    </message>
    <message>
        <source>New stroke</source>
        <translation>Neuer Strich</translation>
    </message>
    <message>
        <source>What you paint next becomes a stroke of its own</source>
        <translation>Was als Nächstes gemalt wird, ist ein eigener Strich</translation>
    </message>
    <message>
        <source>STROKES</source>
        <translation>STRICHE</translation>
    </message>
    <message>
        <source>No strokes yet. Paint what moves with the brush (B), then drag where it goes (P).</source>
        <translation>Noch keine Striche. Mit dem Pinsel (B) malen, was sich bewegt, dann ziehen, wohin (P).</translation>
    </message>
    <message>
        <source>CAMERA</source>
        <translation>KAMERA</translation>
    </message>
    <message>
        <source>Move the camera</source>
        <translation>Kamera bewegen</translation>
    </message>
    <message>
        <source>Change the depth of a stroke</source>
        <translation>Tiefe eines Strichs ändern</translation>
    </message>
    <message>
        <source>Delete a stroke</source>
        <translation>Strich löschen</translation>
    </message>
</context>
<context>
    <name>Surface</name>
    <message>
        <source>Picture of the take</source>
        <translation>Bild des Takes</translation>
    </message>
    <message>
        <source>{measured} · wanted {expected}</source>
        <translation>{measured} · gewollt {expected}</translation>
    </message>
</context>
<context>
    <name>TakesPanel</name>
    <message>
        <source>Takes of this shot</source>
        <translation>Takes dieses Shots</translation>
    </message>
    <message>
        <source>No takes yet.
Generate one with Ctrl+Enter, or drop a video on the window.</source>
        <translation>Noch keine Takes.
Mit Strg+Enter einen erzeugen oder ein Video auf das Fenster ziehen.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Queue again</source>
        <translation>Neu einreihen</translation>
    </message>
    <message>
        <source>Watch</source>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>Star</source>
        <translation>Stern</translation>
    </message>
    <message>
        <source>Use in the cut</source>
        <translation>In den Schnitt</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Restore its shot</source>
        <translation>Seinen Shot wiederherstellen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
</context>
<context>
    <name>TimingStrip</name>
    <message>
        <source>Timing of the strokes</source>
        <translation>Zeiten der Striche</translation>
    </message>
    <message>
        <source>Change the timing</source>
        <translation>Zeiten ändern</translation>
    </message>
    <message>
        <source>{0} strokes in {1} seconds.</source>
        <translation>{0} Striche in {1} Sekunden.</translation>
    </message>
    <message>
        <source>no path</source>
        <translation>kein Pfad</translation>
    </message>
    <message>
        <source>Change the easing</source>
        <translation>Verlauf ändern</translation>
    </message>
</context>
<context>
    <name>TokenMeter</name>
    <message>
        <source>{} / {} tokens</source>
        <translation>{} / {} Tokens</translation>
    </message>
    <message>
        <source>{}, too long</source>
        <translation>{}, zu lang</translation>
    </message>
</context>
<context>
    <name>ToolBar</name>
    <message>
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Model of the next take</source>
        <translation>Modell des nächsten Takes</translation>
    </message>
    <message>
        <source>Size, length and rate</source>
        <translation>Größe, Länge und Bildrate</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>Switch between dark and light</source>
        <translation>Zwischen dunkel und hell wechseln</translation>
    </message>
    <message>
        <source>Generate</source>
        <translation>Erzeugen</translation>
    </message>
    <message>
        <source>Generate a take</source>
        <translation>Take erzeugen</translation>
    </message>
    <message>
        <source>Generate a take (Ctrl+Enter)</source>
        <translation>Take erzeugen (Strg+Enter)</translation>
    </message>
    <message>
        <source>{w} × {h} · {n} f · {fps:g} fps · {s:.1f} s</source>
        <translation>{w} × {h} · {n} B · {fps:g} fps · {s:.1f} s</translation>
    </message>
    <message>
        <source>Queue {n}</source>
        <translation>Warteschlange {n}</translation>
    </message>
</context>
<context>
    <name>Transport</name>
    <message>
        <source>One frame back (left arrow)</source>
        <translation>Ein Bild zurück (Pfeil links)</translation>
    </message>
    <message>
        <source>Play (Space)</source>
        <translation>Abspielen (Leertaste)</translation>
    </message>
    <message>
        <source>One frame on (right arrow)</source>
        <translation>Ein Bild weiter (Pfeil rechts)</translation>
    </message>
    <message>
        <source>Play in a loop</source>
        <translation>In Schleife abspielen</translation>
    </message>
    <message>
        <source>Pause (Space)</source>
        <translation>Pause (Leertaste)</translation>
    </message>
    <message>
        <source>frame {n} / {count} · {s:.2f} s</source>
        <translation>Bild {n} / {count} · {s:.2f} s</translation>
    </message>
</context>
<context>
    <name>UnsaidLine</name>
    <message>
        <source>Not said</source>
        <translation>Nicht gesagt</translation>
    </message>
    <message>
        <source>Not said:</source>
        <translation>Nicht gesagt:</translation>
    </message>
    <message>
        <source>Not said: {}</source>
        <translation>Nicht gesagt: {}</translation>
    </message>
</context>
<context>
    <name>VerbsPanel</name>
    <message>
        <source>Model whose verbs are shown</source>
        <translation>Modell, dessen Verben gezeigt werden</translation>
    </message>
    <message>
        <source>Find a verb</source>
        <translation>Verb suchen</translation>
    </message>
    <message>
        <source>No verdicts yet.
Rate a take: every verb of its prompt is counted here.</source>
        <translation>Noch keine Urteile.
Einen Take bewerten: Jedes Verb seines Prompts zählt hier.</translation>
    </message>
    <message>
        <source>Verbs and their verdicts</source>
        <translation>Verben und ihre Urteile</translation>
    </message>
    <message>
        <source>Show its takes</source>
        <translation>Seine Takes zeigen</translation>
    </message>
    <message>
        <source>My list: works well</source>
        <translation>Meine Liste: gelingt</translation>
    </message>
    <message>
        <source>My list: avoid</source>
        <translation>Meine Liste: meiden</translation>
    </message>
    <message>
        <source>Take off my list</source>
        <translation>Von meiner Liste nehmen</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>saved</source>
        <translation>gespeichert</translation>
    </message>
    <message>
        <source>saving…</source>
        <translation>speichert…</translation>
    </message>
    <message>
        <source>no problems</source>
        <translation>keine Probleme</translation>
    </message>
    <message>
        <source>{n} problems · F8</source>
        <translation>{n} Probleme · F8</translation>
    </message>
    <message>
        <source>1 problem · F8</source>
        <translation>1 Problem · F8</translation>
    </message>
    <message>
        <source>Frame</source>
        <translation>Startbild</translation>
    </message>
    <message>
        <source>Watch</source>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>Prompt</translation>
    </message>
    <message>
        <source>Shot</source>
        <translation>Shot</translation>
    </message>
    <message>
        <source>Shots</source>
        <translation>Shots</translation>
    </message>
    <message>
        <source>Strokes, takes, settings and verbs</source>
        <translation>Striche, Takes, Einstellungen und Verben</translation>
    </message>
    <message>
        <source>Strokes</source>
        <translation>Striche</translation>
    </message>
    <message>
        <source>Takes</source>
        <translation>Takes</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Verbs</source>
        <translation>Verben</translation>
    </message>
</context>
<context>
    <name>_IgnoredLine</name>
    <message>
        <source>“{}”</source>
        <translation>„{}“</translation>
    </message>
    <message>
        <source>A hint from before its words were kept</source>
        <translation>Ein Hinweis von früher, ohne seine Worte</translation>
    </message>
    <message>
        <source>in this project</source>
        <translation>in diesem Projekt</translation>
    </message>
    <message>
        <source>its words are gone</source>
        <translation>seine Worte fehlen</translation>
    </message>
    <message>
        <source>Hear again</source>
        <translation>Wieder hören</translation>
    </message>
    <message>
        <source>Hear again: {}</source>
        <translation>Wieder hören: {}</translation>
    </message>
</context>
<context>
    <name>_Problems</name>
    <message>
        <source>{}, line {}, column {}: {}</source>
        <translation>{}, Zeile {}, Spalte {}: {}</translation>
    </message>
</context>
<context>
    <name>_RuleLine</name>
    <message>
        <source>Level of {}</source>
        <translation>Stufe von {}</translation>
    </message>
    <message>
        <source>Default: {}</source>
        <translation>Standard: {}</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Explain</source>
        <translation>Erklären</translation>
    </message>
    <message>
        <source>Explain {}</source>
        <translation>{} erklären</translation>
    </message>
</context>
<context>
    <name>_Strip</name>
    <message>
        <source>Beats</source>
        <translation>Beats</translation>
    </message>
    <message>
        <source>0 s</source>
        <translation>0 s</translation>
    </message>
    <message>
        <source>{:.1f} s</source>
        <translation>{:.1f} s</translation>
    </message>
</context>
<context>
    <name>_Verdicts</name>
    <message>
        <source>Verb</source>
        <translation>Verb</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>Stimmt</translation>
    </message>
    <message>
        <source>90 %</source>
        <translation>90 %</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>{held} of {takes}</source>
        <translation>{held} von {takes}</translation>
    </message>
    <message>
        <source>{verb}: {word}. Held in {held} of {takes} takes (90 %: {low} to {high} %).</source>
        <translation>{verb}: {word}. Stimmt in {held} von {takes} Takes (90 %: {low} bis {high} %).</translation>
    </message>
    <message>
        <source> Usual fault: {kind}.</source>
        <translation> Üblicher Fehler: {kind}.</translation>
    </message>
</context>
</TS>
