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
        <translation>Strg+Runter, Esc</translation>
    </message>
    <message>
        <source>Motion brush</source>
        <translation>Bewegungspinsel</translation>
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
        <source>Regions</source>
        <translation>Bereiche</translation>
    </message>
    <message>
        <source>Add, take away, keep what both hold</source>
        <translation>Hinzufügen, wegnehmen, Schnittmenge</translation>
    </message>
    <message>
        <source>Shift, Alt, Shift+Alt</source>
        <translation>Umschalt, Alt, Umschalt+Alt</translation>
    </message>
    <message>
        <source>Move the crosshair of a brush or region tool</source>
        <translation>Fadenkreuz eines Pinsels oder Bereichswerkzeugs bewegen</translation>
    </message>
    <message>
        <source>arrows</source>
        <translation>Pfeile</translation>
    </message>
    <message>
        <source>Put it down and lift it, close a polygon</source>
        <translation>Aufsetzen und abheben, Polygon schließen</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Take a corner back</source>
        <translation>Ecke zurücknehmen</translation>
    </message>
    <message>
        <source>Backspace</source>
        <translation>Rücktaste</translation>
    </message>
    <message>
        <source>Trajectories</source>
        <translation>Bewegungspfade</translation>
    </message>
    <message>
        <source>Next stroke; with Shift one more</source>
        <translation>Nächster Strich; mit Umschalt dazu</translation>
    </message>
    <message>
        <source>Page Up, Page Down</source>
        <translation>Bild auf, Bild ab</translation>
    </message>
    <message>
        <source>Next point or handle; with Shift one more point</source>
        <translation>Nächster Punkt oder Griff; mit Umschalt ein Punkt dazu</translation>
    </message>
    <message>
        <source>Ctrl+Left, Ctrl+Right</source>
        <translation>Strg+Links, Strg+Rechts</translation>
    </message>
    <message>
        <source>Nudge, ten pixels</source>
        <translation>Verschieben, zehn Pixel</translation>
    </message>
    <message>
        <source>All strokes; with Trajectory all points</source>
        <translation>Alle Striche; mit Bewegungspfad alle Punkte</translation>
    </message>
    <message>
        <source>Ctrl+A</source>
        <translation>Strg+A</translation>
    </message>
    <message>
        <source>Add a point, take away what is chosen</source>
        <translation>Punkt setzen, Gewähltes löschen</translation>
    </message>
    <message>
        <source>Insert, Delete</source>
        <translation>Einfg, Entf</translation>
    </message>
    <message>
        <source>Draw the chosen motion</source>
        <translation>Gewählte Bewegung zeichnen</translation>
    </message>
    <message>
        <source>Choose the points in a box</source>
        <translation>Punkte in einem Rahmen wählen</translation>
    </message>
    <message>
        <source>Alt</source>
        <translation>Alt</translation>
    </message>
    <message>
        <source>Take the path that a hint offers</source>
        <translation>Pfad eines Hinweises übernehmen</translation>
    </message>
    <message>
        <source>Ctrl+.</source>
        <translation>Strg+.</translation>
    </message>
    <message>
        <source>Ruler</source>
        <translation>Lineal</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Messen</translation>
    </message>
    <message>
        <source>Turn gravity</source>
        <translation>Schwerkraft drehen</translation>
    </message>
    <message>
        <source>Left, Right</source>
        <translation>Links, Rechts</translation>
    </message>
    <message>
        <source>Remove the ruler</source>
        <translation>Lineal entfernen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Entf</translation>
    </message>
    <message>
        <source>List of strokes</source>
        <translation>Strichliste</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Nearer to the camera, farther</source>
        <translation>Näher zur Kamera, weiter weg</translation>
    </message>
    <message>
        <source>Speed curve</source>
        <translation>Tempokurve</translation>
    </message>
    <message>
        <source>Next knot</source>
        <translation>Nächster Knoten</translation>
    </message>
    <message>
        <source>Move it</source>
        <translation>Verschieben</translation>
    </message>
    <message>
        <source>Add one, take it away</source>
        <translation>Hinzufügen, löschen</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>Earlier, later, first of all</source>
        <translation>Früher, später, zuerst</translation>
    </message>
    <message>
        <source>Alt+Up, Alt+Down, Alt+Home</source>
        <translation>Alt+Hoch, Alt+Runter, Alt+Pos1</translation>
    </message>
    <message>
        <source>Edit a job that waits</source>
        <translation>Wartenden Auftrag bearbeiten</translation>
    </message>
    <message>
        <source>Duplicate, cancel</source>
        <translation>Duplizieren, abbrechen</translation>
    </message>
    <message>
        <source>Ctrl+D, Delete</source>
        <translation>Strg+D, Entf</translation>
    </message>
    <message>
        <source>Close it</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Watch</source>
        <translation>Clip</translation>
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
        <source>Play the finding in a loop</source>
        <translation>Befund in Schleife abspielen</translation>
    </message>
    <message>
        <source>Shift+L</source>
        <translation>Umschalt+L</translation>
    </message>
    <message>
        <source>Confirm, dismiss, wrong kind</source>
        <translation>Bestätigen, verwerfen, falsche Art</translation>
    </message>
    <message>
        <source>Next page under the picture</source>
        <translation>Nächste Seite unter dem Bild</translation>
    </message>
    <message>
        <source>In the lanes: go to it, hide the kind</source>
        <translation>In den Spuren: hinspringen, Art ausblenden</translation>
    </message>
    <message>
        <source>Enter, H</source>
        <translation>Enter, H</translation>
    </message>
    <message>
        <source>Which one is the film?</source>
        <translation>Welcher ist der Film?</translation>
    </message>
    <message>
        <source>Frame as start image, as end image</source>
        <translation>Bild als Startbild, als Endbild</translation>
    </message>
    <message>
        <source>New shot from the frame</source>
        <translation>Neuer Shot aus dem Bild</translation>
    </message>
    <message>
        <source>Shift+S</source>
        <translation>Umschalt+S</translation>
    </message>
    <message>
        <source>Marks</source>
        <translation>Markierungen</translation>
    </message>
    <message>
        <source>Mark things in Watch</source>
        <translation>Im Clip Dinge markieren</translation>
    </message>
    <message>
        <source>Solid, rigid, articulated, cloth, fluid</source>
        <translation>Fest, starr, gelenkig, textil, flüssig</translation>
    </message>
    <message>
        <source>Floor, same thing, down</source>
        <translation>Boden, dasselbe Ding, unten</translation>
    </message>
    <message>
        <source>Next thing that moves, the one before</source>
        <translation>Nächstes, voriges Ding, das sich bewegt</translation>
    </message>
    <message>
        <source>Take it, put the tool down</source>
        <translation>Nehmen, Werkzeug weglegen</translation>
    </message>
    <message>
        <source>Enter, Esc</source>
        <translation>Enter, Esc</translation>
    </message>
    <message>
        <source>List of rules</source>
        <translation>Liste der Regeln</translation>
    </message>
    <message>
        <source>Edit it, take it away</source>
        <translation>Bearbeiten, entfernen</translation>
    </message>
    <message>
        <source>Enter, Delete</source>
        <translation>Enter, Entf</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Play all</source>
        <translation>Alle abspielen</translation>
    </message>
    <message>
        <source>Left, Right, with Shift</source>
        <translation>Links, Rechts, mit Umschalt</translation>
    </message>
    <message>
        <source>Next take, take before</source>
        <translation>Nächster, voriger Take</translation>
    </message>
    <message>
        <source>Down, Up</source>
        <translation>Runter, Hoch</translation>
    </message>
    <message>
        <source>Watch it</source>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>More takes, takes before</source>
        <translation>Weitere, vorige Takes</translation>
    </message>
    <message>
        <source>All, side by side, wipe, difference, onion</source>
        <translation>Alle, nebeneinander, Wischen, Differenz, Zwiebelhaut</translation>
    </message>
    <message>
        <source>Shift A by a frame, shift B</source>
        <translation>A um ein Bild verschieben, B verschieben</translation>
    </message>
    <message>
        <source>Alt+Left, Alt+Right; Ctrl+Left, Ctrl+Right</source>
        <translation>Alt+Links, Alt+Rechts; Strg+Links, Strg+Rechts</translation>
    </message>
    <message>
        <source>Swap A and B</source>
        <translation>A und B tauschen</translation>
    </message>
    <message>
        <source>Enlarge both, all of them</source>
        <translation>Beide vergrößern, alle</translation>
    </message>
    <message>
        <source>Page Down, Page Up</source>
        <translation>Bild ab, Bild auf</translation>
    </message>
    <message>
        <source>arrows, Shift+arrows</source>
        <translation>Pfeile, Umschalt+Pfeile</translation>
    </message>
    <message>
        <source>Select, brush, eraser</source>
        <translation>Auswahl, Pinsel, Radierer</translation>
    </message>
    <message>
        <source>Lasso, polygon, rectangle, pick</source>
        <translation>Lasso, Polygon, Rechteck, Objektauswahl</translation>
    </message>
    <message>
        <source>Trajectory, static brush, ruler, hand</source>
        <translation>Bewegungspfad, statischer Pinsel, Lineal, Hand</translation>
    </message>
    <message>
        <source>Onion skin</source>
        <translation>Zwiebelhaut</translation>
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
        <translation>schließt an den Shot davor an</translation>
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
        <source>obeyed {n} %</source>
        <translation>befolgt {n} %</translation>
    </message>
    <message>
        <source>held in part</source>
        <translation>stimmt teils</translation>
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
        <source>seed {seed} · {model} · {w} × {h} · {n} f</source>
        <translation>Seed {seed} · {model} · {w} × {h} · {n} B</translation>
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
        <source>loading the model</source>
        <translation>lädt das Modell</translation>
    </message>
    <message>
        <source>reading the prompt</source>
        <translation>liest den Prompt</translation>
    </message>
    <message>
        <source>making the guide clip</source>
        <translation>erzeugt den Vorlagenclip</translation>
    </message>
    <message>
        <source>denoising</source>
        <translation>entrauscht</translation>
    </message>
    <message>
        <source>making the pictures</source>
        <translation>erzeugt die Bilder</translation>
    </message>
    <message>
        <source>cancelling</source>
        <translation>wird abgebrochen</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>pausiert</translation>
    </message>
    <message>
        <source>stopping after this step</source>
        <translation>hält nach diesem Schritt an</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>startet</translation>
    </message>
    <message>
        <source>step {done} of {total}</source>
        <translation>Schritt {done} von {total}</translation>
    </message>
    <message>
        <source>{progress} · {clock} left</source>
        <translation>{progress} · noch {clock}</translation>
    </message>
    <message>
        <source>done within a minute</source>
        <translation>fertig in unter einer Minute</translation>
    </message>
    <message>
        <source>done in about {n} min</source>
        <translation>fertig in etwa {n} min</translation>
    </message>
    <message>
        <source>done in about {n} h</source>
        <translation>fertig in etwa {n} h</translation>
    </message>
    <message>
        <source>Verbench was closed while it ran: queue it again.</source>
        <translation>Verbench wurde währenddessen geschlossen: neu einreihen.</translation>
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
        <source>Change</source>
        <translation>Ändern</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Seed</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Guidance</source>
        <translation>Guidance</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
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
        <source>Tell when takes are done</source>
        <translation>Melden, wenn Takes fertig sind</translation>
    </message>
    <message>
        <source>Replace what waits of this shot</source>
        <translation>Wartendes dieses Shots ersetzen</translation>
    </message>
    <message>
        <source>Stop what runs and generate now</source>
        <translation>Laufendes anhalten und jetzt erzeugen</translation>
    </message>
    <message>
        <source>Variations…</source>
        <translation>Varianten…</translation>
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
        <source>Save report…</source>
        <translation>Bericht speichern…</translation>
    </message>
    <message>
        <source>Save report of all takes…</source>
        <translation>Bericht aller Takes speichern…</translation>
    </message>
    <message>
        <source>Save overlay video…</source>
        <translation>Video mit Befunden speichern…</translation>
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
        <source>Expand the prompt…</source>
        <translation>Prompt ausbauen…</translation>
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
        <source>Crop and fit…</source>
        <translation>Zuschneiden und einpassen…</translation>
    </message>
    <message>
        <source>Correct the subject…</source>
        <translation>Motiv berichtigen…</translation>
    </message>
    <message>
        <source>Written for…</source>
        <translation>Geschrieben für…</translation>
    </message>
    <message>
        <source>Set up for the model</source>
        <translation>Für das Modell einstellen</translation>
    </message>
    <message>
        <source>Models…</source>
        <translation>Modelle…</translation>
    </message>
    <message>
        <source>Export guide…</source>
        <translation>Vorlage exportieren…</translation>
    </message>
    <message>
        <source>Motion from a clip…</source>
        <translation>Bewegung aus einem Clip…</translation>
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
        <source>How it was made…</source>
        <translation>Wie er entstand…</translation>
    </message>
    <message>
        <source>Mark things in it…</source>
        <translation>Dinge darin markieren…</translation>
    </message>
    <message>
        <source>Show the queue</source>
        <translation>Warteschlange zeigen</translation>
    </message>
    <message>
        <source>Frame</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>What you are told…</source>
        <translation>Was gemeldet wird…</translation>
    </message>
    <message>
        <source>Dark or light</source>
        <translation>Dunkel oder hell</translation>
    </message>
    <message>
        <source>Cut strokes</source>
        <translation>Striche ausschneiden</translation>
    </message>
    <message>
        <source>Copy strokes</source>
        <translation>Striche kopieren</translation>
    </message>
    <message>
        <source>Paste strokes</source>
        <translation>Striche einfügen</translation>
    </message>
    <message>
        <source>Duplicate strokes</source>
        <translation>Striche duplizieren</translation>
    </message>
    <message>
        <source>Select all strokes</source>
        <translation>Alle Striche auswählen</translation>
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
        <source>Go to a corner of its way first (Ctrl+Right), or make it by hand.</source>
        <translation>Erst zu einer Ecke des Wegs gehen (Strg+Rechts) oder die Bewegung von Hand führen.</translation>
    </message>
    <message>
        <source>Add a corner</source>
        <translation>Ecke hinzufügen</translation>
    </message>
    <message>
        <source>Delete points</source>
        <translation>Punkte löschen</translation>
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
        <source>Name of the stroke</source>
        <translation>Name des Strichs</translation>
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
        <source>Erase</source>
        <translation>Radieren</translation>
    </message>
    <message>
        <source>Paint</source>
        <translation>Malen</translation>
    </message>
    <message>
        <source>This brush is too small for the frame. Enlarge it with ].</source>
        <translation>Dieser Pinsel ist zu klein für das Bild. Mit ] vergrößern.</translation>
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
        <source>Draw around what moves; Shift adds to the stroke, Alt takes away</source>
        <translation>Umfahren, was sich bewegt; Umschalt fügt zum Strich hinzu, Alt nimmt weg</translation>
    </message>
    <message>
        <source>Draw all the way around the thing.</source>
        <translation>Ganz um das Objekt herum fahren.</translation>
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
        <source>Paint or lasso what moves first (B or L), then drag from it.</source>
        <translation>Erst malen oder umfahren, was sich bewegt (B oder L), dann davon wegziehen.</translation>
    </message>
    <message>
        <source>Change a motion</source>
        <translation>Bewegung ändern</translation>
    </message>
    <message>
        <source>Move a point</source>
        <translation>Punkt verschieben</translation>
    </message>
    <message>
        <source>Move points</source>
        <translation>Punkte verschieben</translation>
    </message>
    <message>
        <source>Drag from a region to where it goes; click adds points, pulling the line bends it; Alt+drag chooses points</source>
        <translation>Vom Bereich ans Ziel ziehen; Klicken setzt Punkte, Ziehen an der Linie biegt sie; Alt+Ziehen wählt Punkte</translation>
    </message>
    <message>
        <source>Drag its handles, or draw from the region to lead it by hand.</source>
        <translation>An den Griffen ziehen oder vom Bereich aus zeichnen, um von Hand zu führen.</translation>
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
        <source>Select and move strokes and points; Shift+click or a box for several</source>
        <translation>Striche und Punkte wählen und verschieben; mehrere mit Umschalt+Klick oder Rahmen</translation>
    </message>
    <message>
        <source>Move strokes</source>
        <translation>Striche verschieben</translation>
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
        <source>sways</source>
        <translation>wiegt sich</translation>
    </message>
    <message>
        <source>ripples</source>
        <translation>wellt sich</translation>
    </message>
    <message>
        <source>flutters</source>
        <translation>flattert</translation>
    </message>
    <message>
        <source>By hand</source>
        <translation>Von Hand</translation>
    </message>
    <message>
        <source>Throw</source>
        <translation>Werfen</translation>
    </message>
    <message>
        <source>Drop and bounce</source>
        <translation>Hüpfen</translation>
    </message>
    <message>
        <source>Roll</source>
        <translation>Rollen</translation>
    </message>
    <message>
        <source>Slide</source>
        <translation>Gleiten</translation>
    </message>
    <message>
        <source>Pendulum</source>
        <translation>Pendeln</translation>
    </message>
    <message>
        <source>Orbit</source>
        <translation>Kreisen</translation>
    </message>
    <message>
        <source>Rise</source>
        <translation>Steigen</translation>
    </message>
    <message>
        <source>Walk</source>
        <translation>Gehen</translation>
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
        <source>as physics has it</source>
        <translation>laut Physik</translation>
    </message>
    <message>
        <source>no path yet</source>
        <translation>noch kein Pfad</translation>
    </message>
    <message>
        <source>orbit right</source>
        <translation>Orbit rechts</translation>
    </message>
    <message>
        <source>orbit left</source>
        <translation>Orbit links</translation>
    </message>
    <message>
        <source>takes painted motion</source>
        <translation>übernimmt gemalte Bewegung</translation>
    </message>
    <message>
        <source>is steered by painted motion</source>
        <translation>folgt gemalter Bewegung</translation>
    </message>
    <message>
        <source>motion goes into words</source>
        <translation>Bewegung nur in Worten</translation>
    </message>
    <message>
        <source>Max speed</source>
        <translation>Volles Tempo</translation>
    </message>
    <message>
        <source>Low RAM</source>
        <translation>Wenig Arbeitsspeicher</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>Prozessor</translation>
    </message>
    <message>
        <source>all weights on the card</source>
        <translation>alle Gewichte auf der Karte</translation>
    </message>
    <message>
        <source>one network on the card at a time</source>
        <translation>jeweils ein Netz auf der Karte</translation>
    </message>
    <message>
        <source>a few blocks on the card at a time</source>
        <translation>jeweils ein paar Blöcke auf der Karte</translation>
    </message>
    <message>
        <source>a few layers on the card at a time</source>
        <translation>jeweils ein paar Schichten auf der Karte</translation>
    </message>
    <message>
        <source>everything on the processor</source>
        <translation>alles auf dem Prozessor</translation>
    </message>
    <message>
        <source>from the disk</source>
        <translation>vom Laufwerk</translation>
    </message>
    <message>
        <source>weights as fp8</source>
        <translation>Gewichte als fp8</translation>
    </message>
    <message>
        <source>VAE in tiles</source>
        <translation>VAE in Kacheln</translation>
    </message>
    <message>
        <source>text encoder on the processor</source>
        <translation>Text-Encoder auf dem Prozessor</translation>
    </message>
    <message>
        <source>decoding</source>
        <translation>Dekodieren</translation>
    </message>
    <message>
        <source>needs {a} of memory, and {b} are free</source>
        <translation>braucht {a} Arbeitsspeicher, frei sind {b}</translation>
    </message>
    <message>
        <source>{a} of memory are enough; it is slow without a card</source>
        <translation>{a} Arbeitsspeicher genügen; ohne Karte ist es langsam</translation>
    </message>
    <message>
        <source>{a} needs {b} on the card ({c} weights, {d} activations), and {e}</source>
        <translation>{a} braucht {b} auf der Karte ({c} Gewichte, {d} Aktivierungen), {e}</translation>
    </message>
    <message>
        <source>there is no card, and the processor needs {a} of memory, of which {b} are free</source>
        <translation>es gibt keine Karte, und der Prozessor braucht {a} Speicher, davon sind {b} frei</translation>
    </message>
    <message>
        <source>{a} are free</source>
        <translation>frei sind {a}</translation>
    </message>
    <message>
        <source>there is no card</source>
        <translation>es gibt keine Karte</translation>
    </message>
    <message>
        <source>peaks at {a} while {b}; {c} are free: {d}</source>
        <translation>Spitze {a} ({b}); frei sind {c}: {d}</translation>
    </message>
    <message>
        <source>a text encoder of {a}, which is not in this model</source>
        <translation>ein Text-Encoder von {a}, der nicht in diesem Modell ist</translation>
    </message>
    <message>
        <source>a VAE of {a}, which is not in this model</source>
        <translation>eine VAE von {a}, die nicht in diesem Modell ist</translation>
    </message>
    <message>
        <source>the other expert, of the same size</source>
        <translation>der andere Experte, gleich groß</translation>
    </message>
    <message>
        <source>LoRAs, which go in while all its weights are in memory</source>
        <translation>LoRAs: Sie kommen hinein, während alle Gewichte im Speicher sind</translation>
    </message>
    <message>
        <source>the bytes of a token are those of a network like it</source>
        <translation>je Token so viele Bytes wie bei einem ähnlichen Netz</translation>
    </message>
    <message>
        <source>the network is as wide as is usual in its family</source>
        <translation>das Netz ist so breit wie in seiner Familie üblich</translation>
    </message>
    <message>
        <source>The model takes other sizes: {a}</source>
        <translation>Das Modell nimmt andere Maße: {a}</translation>
    </message>
    <message>
        <source>{a} pixels became {b} and {c} frames became {d}</source>
        <translation>aus {a} Pixeln wurden {b}, aus {c} Bildern {d}</translation>
    </message>
    <message>
        <source>{a} pixels became {b}</source>
        <translation>aus {a} Pixeln wurden {b}</translation>
    </message>
    <message>
        <source>{a} frames became {b}</source>
        <translation>aus {a} Bildern wurden {b}</translation>
    </message>
    <message>
        <source>{a} ran out of memory: made with {b}</source>
        <translation>{a}: der Speicher reichte nicht, erzeugt mit {b}</translation>
    </message>
    <message>
        <source>Painted motion went into the words: “{a}”</source>
        <translation>Gemalte Bewegung kam in die Worte: „{a}“</translation>
    </message>
    <message>
        <source>The negative prompt does nothing here: guidance is 1 or the model has none</source>
        <translation>Der negative Prompt wirkt hier nicht: Guidance ist 1, oder das Modell hat keine</translation>
    </message>
    <message>
        <source>{a} reads {b} tokens, and the {c} has {d}: it does not see the end, from “{e}” on</source>
        <translation>{a} liest {b} Token, und der {c} hat {d}: Das Ende ab „{e}“ sieht es nicht</translation>
    </message>
    <message>
        <source>prompt</source>
        <translation>Prompt</translation>
    </message>
    <message>
        <source>negative prompt</source>
        <translation>negative Prompt</translation>
    </message>
    <message>
        <source>{a} takes no start image: it is left out</source>
        <translation>{a} nimmt kein Startbild: Es bleibt weg</translation>
    </message>
    <message>
        <source>{a} takes no end image: it is left out</source>
        <translation>{a} nimmt kein Endbild: Es bleibt weg</translation>
    </message>
    <message>
        <source>Stopped after step {a} of {b}</source>
        <translation>Nach Schritt {a} von {b} angehalten</translation>
    </message>
    <message>
        <source>{a} of {b} frames have pixels that are no numbers (NaN): black</source>
        <translation>{a} von {b} Bildern haben Pixel, die keine Zahlen sind (NaN): schwarz</translation>
    </message>
    <message>
        <source>{a} steps leave none to hold the motion: only the first noise follows the guide clip. Use more steps, or let go later</source>
        <translation>Bei {a} Schritten bleibt keiner, der die Bewegung hält: Nur das erste Rauschen folgt dem Vorlagenclip. Mehr Schritte nehmen oder später loslassen</translation>
    </message>
    <message>
        <source>The weight of the control video is 0: no image and nothing painted gets in</source>
        <translation>Das Gewicht des Steuervideos ist 0: Kein Bild und nichts Gemaltes kommt hinein</translation>
    </message>
    <message>
        <source>This model has one strength for all strokes: that of the strongest</source>
        <translation>Dieses Modell hat eine Stärke für alle Striche: die des stärksten</translation>
    </message>
    <message>
        <source>LTX-2 makes sound too: the take keeps its pictures</source>
        <translation>LTX-2 macht auch Ton: Der Take behält die Bilder</translation>
    </message>
    <message>
        <source>Stable Video Diffusion reads no words: the prompt is not used</source>
        <translation>Stable Video Diffusion liest keine Worte: Der Prompt bleibt ungenutzt</translation>
    </message>
    <message>
        <source>Previews are coarse: {a}</source>
        <translation>Vorschauen sind grob: {a}</translation>
    </message>
    <message>
        <source>{a} is no preview decoder for latents of {b} channels</source>
        <translation>{a} ist kein Vorschau-Decoder für Latents mit {b} Kanälen</translation>
    </message>
    <message>
        <source>This shot has no start image</source>
        <translation>Dieser Shot hat kein Startbild</translation>
    </message>
    <message>
        <source>Choose one: the animatic moves it.</source>
        <translation>Eines wählen: Das Animatic bewegt es.</translation>
    </message>
    <message>
        <source>{a} frames cannot be made</source>
        <translation>{a} Bilder sind nicht möglich</translation>
    </message>
    <message>
        <source>Use 1 to {a}.</source>
        <translation>1 bis {a} nehmen.</translation>
    </message>
    <message>
        <source>No model is chosen</source>
        <translation>Kein Modell gewählt</translation>
    </message>
    <message>
        <source>Choose one in the settings, or give --model.</source>
        <translation>Eines in den Einstellungen wählen.</translation>
    </message>
    <message>
        <source>{a} does not fit with any profile: {b}</source>
        <translation>{a} passt mit keinem Profil: {b}</translation>
    </message>
    <message>
        <source>Make the clip smaller or shorter, or choose a smaller model.</source>
        <translation>Den Clip kleiner oder kürzer machen oder ein kleineres Modell wählen.</translation>
    </message>
    <message>
        <source>{a} needs more memory than there is, with {b} too</source>
        <translation>{a} braucht mehr Speicher, als da ist, auch mit {b}</translation>
    </message>
    <message>
        <source>{a} was changed on disk while it was loaded</source>
        <translation>{a} hat sich auf dem Laufwerk geändert, während es geladen wurde</translation>
    </message>
    <message>
        <source>Wait until it is fetched or written, and ask again.</source>
        <translation>Warten, bis es geladen oder geschrieben ist, und neu erzeugen.</translation>
    </message>
    <message>
        <source>{a} is not installed, which local models need</source>
        <translation>{a} ist nicht installiert, lokale Modelle brauchen es</translation>
    </message>
    <message>
        <source>{a} has no {b} in its {c}</source>
        <translation>{a} hat kein {b} in {c}</translation>
    </message>
    <message>
        <source>Fetch the model again, or choose one that was made for this kind of clip.</source>
        <translation>Das Modell neu laden oder eines wählen, das für solche Clips gemacht ist.</translation>
    </message>
    <message>
        <source>{a} of {b} is code of {c}, which is never run</source>
        <translation>{a} von {b} ist Code von {c}, der nie ausgeführt wird</translation>
    </message>
    <message>
        <source>{a} brings code of its own (trust_remote_code), which is never run</source>
        <translation>{a} bringt eigenen Code mit (trust_remote_code), der nie ausgeführt wird</translation>
    </message>
    <message>
        <source>Get the version that is saved with the classes of diffusers.</source>
        <translation>Die Fassung besorgen, die mit den Klassen von diffusers gespeichert ist.</translation>
    </message>
    <message>
        <source>Take {a} off the shot.</source>
        <translation>{a} vom Shot nehmen.</translation>
    </message>
    <message>
        <source>{a} LoRAs at once</source>
        <translation>{a} LoRAs zugleich</translation>
    </message>
    <message>
        <source>Use at most {a}.</source>
        <translation>Höchstens {a} nehmen.</translation>
    </message>
    <message>
        <source>{a} changes no layer that {b} has</source>
        <translation>{a} ändert keine Schicht, die {b} hat</translation>
    </message>
    <message>
        <source>Choose a LoRA that was made for this model.</source>
        <translation>Eine LoRA wählen, die für dieses Modell gemacht ist.</translation>
    </message>
    <message>
        <source>There is no LoRA {a}</source>
        <translation>Es gibt keine LoRA {a}</translation>
    </message>
    <message>
        <source>{a} GiB of weights have to wait on the disk, and {b} GiB are free in {c}</source>
        <translation>{a} GiB Gewichte müssen auf dem Laufwerk warten, frei sind {b} GiB in {c}</translation>
    </message>
    <message>
        <source>Make room there, or choose another profile.</source>
        <translation>Dort Platz schaffen oder ein anderes Profil wählen.</translation>
    </message>
    <message>
        <source>{a} continues a start image, and the shot has none</source>
        <translation>{a} setzt ein Startbild fort, und der Shot hat keines</translation>
    </message>
    <message>
        <source>Choose a start image, or a text-to-video model.</source>
        <translation>Ein Startbild wählen oder ein Modell, das aus Text erzeugt.</translation>
    </message>
    <message>
        <source>{a} cannot be used: {b}</source>
        <translation>{a} ist nicht nutzbar: {b}</translation>
    </message>
    <message>
        <source>{a} needs {b}, which is not installed</source>
        <translation>{a} braucht {b}, das nicht installiert ist</translation>
    </message>
    <message>
        <source>The card failed while {a} was at work</source>
        <translation>Die Karte fiel aus, während {a} arbeitete</translation>
    </message>
    <message>
        <source>Look at the card&apos;s driver; what was queued goes on on another card or after it.</source>
        <translation>Den Treiber der Karte prüfen; Eingereihtes läuft auf einer anderen Karte oder danach weiter.</translation>
    </message>
    <message>
        <source>The weights of {a} are damaged or cut off {b}</source>
        <translation>Die Gewichte von {a} sind beschädigt oder abgeschnitten {b}</translation>
    </message>
    <message>
        <source>The weights of {a} are damaged or cut off</source>
        <translation>Die Gewichte von {a} sind beschädigt oder abgeschnitten</translation>
    </message>
    <message>
        <source>{a} lacks some of the tensors of its network</source>
        <translation>{a} fehlen einige Tensoren seines Netzes</translation>
    </message>
    <message>
        <source>A single file of {a} cannot be run</source>
        <translation>Eine einzelne Datei von {a} lässt sich nicht ausführen</translation>
    </message>
    <message>
        <source>The weights of {a} are packed in a way that only ComfyUI reads</source>
        <translation>Die Gewichte von {a} sind so gepackt, wie nur ComfyUI sie liest</translation>
    </message>
    <message>
        <source>Choose a version in bf16, fp16, fp8 or GGUF.</source>
        <translation>Eine Fassung in bf16, fp16, fp8 oder GGUF wählen.</translation>
    </message>
    <message>
        <source>{a} is no model of its own</source>
        <translation>{a} ist kein eigenes Modell</translation>
    </message>
    <message>
        <source>Choose the file of the transformer.</source>
        <translation>Die Datei des Transformers wählen.</translation>
    </message>
    <message>
        <source>{a} needs {b}, which is in none of your folders</source>
        <translation>{a} braucht {b}, das in keinem der Ordner ist</translation>
    </message>
    <message>
        <source>Put it beside {a}, or name the folder that it is in.</source>
        <translation>Es neben {a} legen oder seinen Ordner nennen.</translation>
    </message>
    <message>
        <source>The name of {a} does not say which of the two experts it is</source>
        <translation>Der Name von {a} sagt nicht, welcher der zwei Experten es ist</translation>
    </message>
    <message>
        <source>Name it with &apos;high_noise&apos; or &apos;low_noise&apos;.</source>
        <translation>„high_noise“ oder „low_noise“ in den Namen nehmen.</translation>
    </message>
    <message>
        <source>{a} is one of two experts, and the one for {b} noise is in none of your folders</source>
        <translation>{a} ist einer von zwei Experten, und der für {b} Rauschen ist in keinem der Ordner</translation>
    </message>
    <message>
        <source>high</source>
        <translation>viel</translation>
    </message>
    <message>
        <source>low</source>
        <translation>wenig</translation>
    </message>
    <message>
        <source>Put it beside {a}.</source>
        <translation>Ihn neben {a} legen.</translation>
    </message>
    <message>
        <source>Fetch the model again; what is there is kept.</source>
        <translation>Das Modell neu laden; was da ist, bleibt.</translation>
    </message>
    <message>
        <source>{a} is a pickle checkpoint, which can run any code when it is opened</source>
        <translation>{a} ist ein Pickle-Checkpoint, der beim Öffnen beliebigen Code ausführen kann</translation>
    </message>
    <message>
        <source>{a} broke down {b}: what it makes are no numbers (NaN)</source>
        <translation>{a} ist ausgefallen ({b}): Was es liefert, sind keine Zahlen (NaN)</translation>
    </message>
    <message>
        <source>at step {a} of {b}</source>
        <translation>bei Schritt {a} von {b}</translation>
    </message>
    <message>
        <source>decoding the pictures</source>
        <translation>beim Decodieren der Bilder</translation>
    </message>
    <message>
        <source>Fetch the model again: its weights are damaged.</source>
        <translation>Das Modell neu laden: Seine Gewichte sind beschädigt.</translation>
    </message>
    <message>
        <source>Take its LoRAs off the shot, or give them less weight.</source>
        <translation>Die LoRAs vom Shot nehmen oder schwächer gewichten.</translation>
    </message>
    <message>
        <source>Choose a profile without fp8; if that fails too, fetch the model again.</source>
        <translation>Ein Profil ohne fp8 wählen; hilft das nicht, das Modell neu laden.</translation>
    </message>
    <message>
        <source>{a} failed while {b}: {c}</source>
        <translation>{a} ist gescheitert, während {b}: {c}</translation>
    </message>
    <message>
        <source>the motion was made ready</source>
        <translation>die Bewegung vorbereitet wurde</translation>
    </message>
    <message>
        <source>its steps were made</source>
        <translation>die Schritte gerechnet wurden</translation>
    </message>
    <message>
        <source>its pictures were decoded</source>
        <translation>die Bilder decodiert wurden</translation>
    </message>
    <message>
        <source>Try another profile or size; if that fails too, look with verbench doctor.</source>
        <translation>Ein anderes Profil oder eine andere Größe versuchen; hilft das nicht, mit verbench doctor nachsehen.</translation>
    </message>
    <message>
        <source>The torch that is installed is not built for this card, and {a} cannot run on it</source>
        <translation>Das installierte torch ist nicht für diese Karte gebaut, und {a} kann nicht auf ihr laufen</translation>
    </message>
    <message>
        <source>See what verbench doctor says of torch, and install that build.</source>
        <translation>Nachsehen, was verbench doctor zu torch sagt, und diese Fassung installieren.</translation>
    </message>
    <message>
        <source>Put it back, or take it off the shot.</source>
        <translation>Wieder hinlegen oder vom Shot nehmen.</translation>
    </message>
    <message>
        <source>There is no {a}</source>
        <translation>{a} gibt es nicht</translation>
    </message>
    <message>
        <source>Name a folder or a file of a model.</source>
        <translation>Den Ordner oder die Datei eines Modells nennen.</translation>
    </message>
    <message>
        <source>{a} of {b} is missing</source>
        <translation>{a} von {b} fehlt</translation>
    </message>
    <message>
        <source>{a} names no transformer in its {b}</source>
        <translation>{a} nennt keinen Transformer in seiner {b}</translation>
    </message>
    <message>
        <source>{a} is not JSON</source>
        <translation>{a} ist kein JSON</translation>
    </message>
    <message>
        <source>{a} lacks shard {b} of {c}</source>
        <translation>{a} fehlt Teil {b} von {c}</translation>
    </message>
    <message>
        <source>{a} lacks shards {b} of {c}</source>
        <translation>{a} fehlen die Teile {b} von {c}</translation>
    </message>
    <message>
        <source>{a} is a link out of the folder</source>
        <translation>{a} ist ein Verweis aus dem Ordner hinaus</translation>
    </message>
    <message>
        <source>Put the file itself there, or name the folder that it is in.</source>
        <translation>Die Datei selbst hinlegen oder den Ordner nennen, in dem sie liegt.</translation>
    </message>
    <message>
        <source>{a} has two ranks for {b}: {c}</source>
        <translation>{a} hat zwei Ränge für {b}: {c}</translation>
    </message>
    <message>
        <source>Download it again.</source>
        <translation>Neu laden.</translation>
    </message>
    <message>
        <source>It is damaged; download it again.</source>
        <translation>Die Datei ist beschädigt; neu laden.</translation>
    </message>
    <message>
        <source>Download it again, or choose another LoRA.</source>
        <translation>Neu laden oder eine andere LoRA wählen.</translation>
    </message>
    <message>
        <source>Fetch it again; what is there is kept.</source>
        <translation>Neu laden; was da ist, bleibt.</translation>
    </message>
    <message>
        <source>it is a note of Git LFS that says where the weights are, not the weights</source>
        <translation>Sie ist ein Vermerk von Git LFS, wo die Gewichte liegen, nicht die Gewichte</translation>
    </message>
    <message>
        <source>Run git lfs pull in {a}, or download it again.</source>
        <translation>git lfs pull in {a} ausführen oder neu laden.</translation>
    </message>
    <message>
        <source>{a} is a LoRA of {b}, and {c} is {d}</source>
        <translation>{a} ist eine LoRA von {b}, und {c} ist {d}</translation>
    </message>
    <message>
        <source>Choose a LoRA of {a}.</source>
        <translation>Eine LoRA von {a} wählen.</translation>
    </message>
    <message>
        <source>There is nothing to vary</source>
        <translation>Es gibt nichts zu variieren</translation>
    </message>
    <message>
        <source>Choose a prompt, a model and a seed.</source>
        <translation>Einen Prompt, ein Modell und einen Seed wählen.</translation>
    </message>
    <message>
        <source>{a} takes are too many for one set</source>
        <translation>{a} Takes sind zu viele für einen Satz</translation>
    </message>
    <message>
        <source>At most {a}.</source>
        <translation>Höchstens {a}.</translation>
    </message>
    <message>
        <source>The prompt names nothing that happens</source>
        <translation>Im Prompt geschieht nichts</translation>
    </message>
    <message>
        <source>Write what moves, then climb the ladder.</source>
        <translation>Erst schreiben, was sich bewegt, dann auf die Leiter.</translation>
    </message>
    <message>
        <source>The prompt is too long for {a}: {b} of {c} tokens</source>
        <translation>Der Prompt ist zu lang für {a}: {b} von {c} Token</translation>
    </message>
    <message>
        <source>Shorten it, or choose a model that reads more.</source>
        <translation>Ihn kürzen oder ein Modell wählen, das mehr liest.</translation>
    </message>
    <message>
        <source>The prompt is too long to be expanded: {a} characters</source>
        <translation>Der Prompt ist zu lang zum Ausbauen: {a} Zeichen</translation>
    </message>
    <message>
        <source>Shorten it below {a}.</source>
        <translation>Auf weniger als {a} kürzen.</translation>
    </message>
    <message>
        <source>{a} holds no language model: it has no {b}</source>
        <translation>{a} enthält kein Sprachmodell: {b} fehlt</translation>
    </message>
    <message>
        <source>Choose the folder of an instruct model as Hugging Face has it.</source>
        <translation>Den Ordner eines Instruct-Modells wählen, wie Hugging Face ihn hat.</translation>
    </message>
    <message>
        <source>{a} has no tokenizer</source>
        <translation>{a} hat keinen Tokenizer</translation>
    </message>
    <message>
        <source>{a} has no weights</source>
        <translation>{a} hat keine Gewichte</translation>
    </message>
    <message>
        <source>{a} writes no text: it is a {b}</source>
        <translation>{a} schreibt keinen Text: Es ist ein {b}</translation>
    </message>
    <message>
        <source>Choose an instruct model (its class ends in ForCausalLM).</source>
        <translation>Ein Instruct-Modell wählen (seine Klasse endet auf ForCausalLM).</translation>
    </message>
    <message>
        <source>Take could not be inspected: {a}</source>
        <translation>Der Take konnte nicht geprüft werden: {a}</translation>
    </message>
    <message>
        <source>{a} is not an ONNX model: {b}</source>
        <translation>{a} ist kein ONNX-Modell: {b}</translation>
    </message>
    <message>
        <source>there is no graph in it</source>
        <translation>es ist kein Netz darin</translation>
    </message>
    <message>
        <source>it ends in the middle</source>
        <translation>es endet mittendrin</translation>
    </message>
    <message>
        <source>it is not laid out as a model is</source>
        <translation>es ist nicht wie ein Modell aufgebaut</translation>
    </message>
    <message>
        <source>{a} holds something that OpenCV cannot run</source>
        <translation>{a} enthält etwas, das OpenCV nicht ausführen kann</translation>
    </message>
    <message>
        <source>{a} cannot be run on a picture</source>
        <translation>{a} lässt sich nicht auf ein Bild anwenden</translation>
    </message>
    <message>
        <source>{a} gives shifts that are no numbers</source>
        <translation>{a} liefert Verschiebungen, die keine Zahlen sind</translation>
    </message>
    <message>
        <source>{a} gives {b} numbers, not a flow</source>
        <translation>{a} liefert {b} Zahlen und kein Bewegungsfeld</translation>
    </message>
    <message>
        <source>{a} gives {b} numbers, not a mask</source>
        <translation>{a} liefert {b} Zahlen und keine Maske</translation>
    </message>
    <message>
        <source>{a} sees a shift of {b}, {c} pixels where it is {d}, {e}</source>
        <translation>{a} sieht eine Verschiebung um {b}; {c} Pixel, wo sie {d}; {e} ist</translation>
    </message>
    <message>
        <source>Take it away: verbench models remove {a}</source>
        <translation>Es entfernen: verbench models remove {a}</translation>
    </message>
    <message>
        <source>It wrote nothing.</source>
        <translation>Es hat nichts geschrieben.</translation>
    </message>
    <message>
        <source>It changed nothing.</source>
        <translation>Es hat nichts geändert.</translation>
    </message>
    <message>
        <source>It is written in {a}.</source>
        <translation>Es ist auf {a} geschrieben.</translation>
    </message>
    <message>
        <source>English</source>
        <translation>Englisch</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>Chinesisch</translation>
    </message>
    <message>
        <source>two languages</source>
        <translation>zwei Sprachen</translation>
    </message>
    <message>
        <source>It invents a direction of “{a}”: “{b}”.</source>
        <translation>Erfindet eine Richtung für „{a}“: „{b}“.</translation>
    </message>
    <message>
        <source>“{a}” lost its direction “{b}”.</source>
        <translation>„{a}“ hat die Richtung „{b}“ verloren.</translation>
    </message>
    <message>
        <source>“{a}” goes “{b}” instead of “{c}”.</source>
        <translation>„{a}“ geht „{b}“ statt „{c}“.</translation>
    </message>
    <message>
        <source>“{a}” stands in another order.</source>
        <translation>„{a}“ steht in anderer Reihenfolge.</translation>
    </message>
    <message>
        <source>“{a}” is gone.</source>
        <translation>„{a}“ fehlt.</translation>
    </message>
    <message>
        <source>It adds “{a}”.</source>
        <translation>Fügt „{a}“ hinzu.</translation>
    </message>
    <message>
        <source>It adds an end: “{a}”.</source>
        <translation>Fügt ein Ende hinzu: „{a}“.</translation>
    </message>
    <message>
        <source>It happens in {a} {b} instead of {c}.</source>
        <translation>Es geschieht in {a} statt in {c} {b}.</translation>
    </message>
    <message>
        <source>step</source>
        <translation>Schritten</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>Schritten</translation>
    </message>
    <message>
        <source>“{a}” lost its target “{b}”.</source>
        <translation>„{a}“ hat das Ziel „{b}“ verloren.</translation>
    </message>
    <message>
        <source>“{a}” lost “{b}”.</source>
        <translation>„{a}“ hat „{b}“ verloren.</translation>
    </message>
    <message>
        <source>It invents a target of “{a}”: “{b}”.</source>
        <translation>Erfindet ein Ziel für „{a}“: „{b}“.</translation>
    </message>
    <message>
        <source>“{a}” became “{b}”.</source>
        <translation>Aus „{a}“ wurde „{b}“.</translation>
    </message>
    <message>
        <source>“{a}” became {b}.</source>
        <translation>„{a}“ wurde {b}.</translation>
    </message>
    <message>
        <source>faster</source>
        <translation>schneller</translation>
    </message>
    <message>
        <source>slower</source>
        <translation>langsamer</translation>
    </message>
    <message>
        <source>“{a}” lost its speed.</source>
        <translation>„{a}“ hat das Tempo verloren.</translation>
    </message>
    <message>
        <source>“{a}” is done by “{b}” instead of “{c}”.</source>
        <translation>„{a}“ tut „{b}“ statt „{c}“.</translation>
    </message>
    <message>
        <source>“{a}” are no longer counted.</source>
        <translation>„{a}“: Die Anzahl fehlt.</translation>
    </message>
    <message>
        <source>“{a}” is no longer said not to happen.</source>
        <translation>Dass „{a}“ nicht geschieht, fehlt.</translation>
    </message>
    <message>
        <source>“{a}” is said not to happen.</source>
        <translation>„{a}“ soll nun nicht geschehen.</translation>
    </message>
    <message>
        <source>The camera does not {a} any more.</source>
        <translation>Die Kamera tut das nicht mehr: {a}.</translation>
    </message>
    <message>
        <source>It adds a camera move: “{a}”.</source>
        <translation>Fügt eine Kamerabewegung hinzu: „{a}“.</translation>
    </message>
    <message>
        <source>It goes “{a}” instead of “{b}”.</source>
        <translation>Die Kamera geht „{a}“ statt „{b}“.</translation>
    </message>
    <message>
        <source>The pose “{a}” became “{b}”.</source>
        <translation>Aus der Haltung „{a}“ wurde „{b}“.</translation>
    </message>
    <message>
        <source>What happens first and what happens then changed places.</source>
        <translation>Was zuerst und was danach geschieht, ist vertauscht.</translation>
    </message>
    <message>
        <source>{a} reads {b} tokens and would not see its end: it has {c}.</source>
        <translation>{a} liest {b} Token und sähe das Ende nicht: Es hat {c}.</translation>
    </message>
    <message>
        <source>Something else</source>
        <translation>Etwas anderes</translation>
    </message>
    <message>
        <source>reads no words</source>
        <translation>liest keine Worte</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0} s</translation>
    </message>
    <message>
        <source>{0} – {1} s</source>
        <translation>{0} – {1} s</translation>
    </message>
    <message>
        <source>Written for</source>
        <translation>Geschrieben für</translation>
    </message>
    <message>
        <source>Search models</source>
        <translation>Modelle suchen</translation>
    </message>
    <message>
        <source>No models are known.</source>
        <translation>Keine Modelle bekannt.</translation>
    </message>
    <message>
        <source>No model is called that.</source>
        <translation>So heißt kein Modell.</translation>
    </message>
    <message>
        <source>what makes the take</source>
        <translation>womit der Take entsteht</translation>
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
        <source>Wrong direction</source>
        <translation>Falsche Richtung</translation>
    </message>
    <message>
        <source>Things go where they were asked to go.</source>
        <translation>Dinge gehen dorthin, wohin sie gehen sollten.</translation>
    </message>
    <message>
        <source>Paint the way with the motion brush; in words, name the side of the frame (&apos;toward the right edge&apos;), and keep the camera still.</source>
        <translation>Den Weg mit dem Bewegungspinsel malen; in Worten die Seite des Bilds nennen (&apos;toward the right edge&apos;) und die Kamera ruhig halten.</translation>
    </message>
    <message>
        <source>The angle between the asked and the measured way. A stroke is compared piece by piece with the mover that starts in its region, on the same frames; words are compared with the net way of the mover that carries most of the motion, or, where they tell of more than one action or of one that comes back, with the longest stretch that it goes that way. The camera&apos;s own motion is taken away.</source>
        <translation>Der Winkel zwischen verlangtem und gemessenem Weg. Ein Strich wird Stück für Stück mit dem verglichen, was sich in seinem Bereich in Bewegung setzt, in denselben Bildern; Worte mit dem ganzen Weg dessen, was am meisten Bewegung trägt, oder, wo sie von mehr als einer Handlung erzählen oder von einer, die hin- und zurückgeht, mit dem längsten Stück, das es so geht. Die Bewegung der Kamera ist abgezogen.</translation>
    </message>
    <message>
        <source>{a} degrees against a stroke, {b} against words; a mover that goes less than {c} % of the frame&apos;s diagonal decides nothing, from {d} % on it decides fully.</source>
        <translation>{a} Grad gegen einen Strich, {b} gegen Worte; was weniger als {c} % der Bilddiagonale zurücklegt, entscheidet nichts, ab {d} % entscheidet es ganz.</translation>
    </message>
    <message>
        <source>Outside the brush</source>
        <translation>Außerhalb des Pinsels</translation>
    </message>
    <message>
        <source>What nobody painted stays where it is.</source>
        <translation>Was niemand gemalt hat, bleibt, wo es ist.</translation>
    </message>
    <message>
        <source>Put a static brush on it, or name it in the prompt with &apos;stays still&apos;; paint its motion where you want it.</source>
        <translation>Einen statischen Pinsel darauf setzen oder es im Prompt mit &apos;stays still&apos; nennen; seine Bewegung malen, wo sie erwünscht ist.</translation>
    </message>
    <message>
        <source>Things that begin outside every move and ambient stroke and are not set off by what was painted: their way and their share of all motion. Where things cannot be told from the ground, the share of the flow that is outside the painted regions and their ways.</source>
        <translation>Dinge, die außerhalb aller bewegten und ambienten Striche beginnen und nicht von Gemaltem angestoßen werden: ihr Weg und ihr Anteil an aller Bewegung. Wo sich Dinge nicht vom Grund trennen lassen, der Anteil des Flusses außerhalb der gemalten Bereiche und ihrer Wege.</translation>
    </message>
    <message>
        <source>{a} % of all motion, {b} % of the diagonal of way and {c} % of the frame; {d} % where the prompt lets several things move; a static region may move by {e} % of the diagonal on average. By flow alone {f} %, with {g} % of the frame gone that far.</source>
        <translation>{a} % aller Bewegung, {b} % der Diagonale als Weg und {c} % des Bilds; {d} %, wo der Prompt mehreres sich bewegen lässt; ein statischer Bereich darf sich im Mittel um {e} % der Diagonale bewegen. Allein nach dem Fluss {f} %, wobei {g} % des Bilds so weit gingen.</translation>
    </message>
    <message>
        <source>Start and end</source>
        <translation>Anfang und Ende</translation>
    </message>
    <message>
        <source>The clip begins with the start image and ends with the end image.</source>
        <translation>Der Clip beginnt mit dem Startbild und endet mit dem Endbild.</translation>
    </message>
    <message>
        <source>Take images of the same size and crop as the clip, lower the motion, or give more frames between two images that are far apart.</source>
        <translation>Bilder in Größe und Ausschnitt des Clips nehmen, die Bewegung verringern oder mehr Bilder zwischen zwei Bildern lassen, die weit auseinanderliegen.</translation>
    </message>
    <message>
        <source>The first frame against the start image and the last against the end image, after the best crop (up to {a} %) and a shift of up to {b} %, colours evened out: the correlation of {c} parts, and the share of the picture that shows something else. A shift of colour is said beside it.</source>
        <translation>Das erste Bild gegen das Startbild und das letzte gegen das Endbild, nach dem besten Zuschnitt (bis {a} %) und einer Verschiebung bis {b} %, mit angeglichenen Farben: die Korrelation von {c} Teilen und der Anteil des Bilds, der etwas anderes zeigt. Eine Farbverschiebung wird daneben genannt.</translation>
    </message>
    <message>
        <source>a mean correlation of {a}, or {b} % of the picture that is something else</source>
        <translation>eine mittlere Korrelation von {a} oder {b} % des Bilds, die etwas anderes sind</translation>
    </message>
    <message>
        <source>Subject leaves</source>
        <translation>Motiv verschwindet</translation>
    </message>
    <message>
        <source>What the shot is about stays in the picture, unless it is asked to leave.</source>
        <translation>Worum es im Shot geht, bleibt im Bild, außer es soll hinaus.</translation>
    </message>
    <message>
        <source>Paint a path that ends inside the frame, say where it stops (&apos;comes to rest in the middle&apos;), or give it more room to go on the side it moves to.</source>
        <translation>Einen Pfad malen, der im Bild endet, sagen, wo es anhält (&apos;comes to rest in the middle&apos;), oder auf der Seite, auf die es zugeht, mehr Platz lassen.</translation>
    </message>
    <message>
        <source>Where the thing under the brush, else the thing that carries most of the motion, goes over the border; it must have been whole in the picture and move outwards by a third of its size in the end. What leaves when a pile falls apart is a piece of it.</source>
        <translation>Wo das Ding unter dem Pinsel, sonst das, was am meisten Bewegung trägt, über den Rand geht; es muss ganz im Bild gewesen sein und sich am Ende um ein Drittel seiner Größe nach außen bewegen. Was hinausgeht, wenn ein Stapel zerfällt, ist ein Stück davon.</translation>
    </message>
    <message>
        <source>{a} seconds before the end; {b}, and {c} % of the clip, where the words send it to that side or down a slope and do not say that it stays. It has to carry a third of all motion. Without words or brush the probability stays below a half.</source>
        <translation>{a} Sekunden vor dem Ende; {b} und {c} % des Clips, wo die Worte es auf diese Seite oder einen Hang hinab schicken und nicht sagen, dass es bleibt. Es muss ein Drittel aller Bewegung tragen. Ohne Worte und Pinsel bleibt die Wahrscheinlichkeit unter der Hälfte.</translation>
    </message>
    <message>
        <source>Runs backwards</source>
        <translation>Läuft rückwärts</translation>
    </message>
    <message>
        <source>What breaks does not mend itself, what is poured goes down, smoke goes up.</source>
        <translation>Was zerbricht, wird nicht wieder ganz, Gegossenes fließt nach unten, Rauch steigt.</translation>
    </message>
    <message>
        <source>Say how it begins and how it ends (&apos;a whole glass falls and lies in pieces&apos;), or turn the clip around when you export it.</source>
        <translation>Sagen, wie es beginnt und wie es endet (&apos;a whole glass falls and lies in pieces&apos;), oder den Clip beim Export umdrehen.</translation>
    </message>
    <message>
        <source>For verbs of bursting, whether what moves comes together to the side; for pouring and burning, whether it goes up or down, and where a stream stands on a level, whether that sinks. The mean over all frames, -{a} % the contrary to {b} % as it should.</source>
        <translation>Bei Verben des Zerspringens, ob sich das Bewegte seitlich zusammenzieht; bei Gießen und Brennen, ob es nach oben oder unten geht, und wo ein Strahl auf einem Pegel steht, ob der sinkt. Das Mittel über alle Bilder, von -{a} % (umgekehrt) bis {b} % (wie es sein soll).</translation>
    </message>
    <message>
        <source>{a} % the contrary way for bursting, {b} % for pouring and burning, for three quarters of the time that it happens, half a second at least; a level that sinks by half of its height, in half of the time that a stream stands on it</source>
        <translation>{a} % in umgekehrter Richtung beim Zerspringen, {b} % beim Gießen und Brennen, drei Viertel der Zeit, in der es geschieht, mindestens eine halbe Sekunde; ein Pegel, der um die Hälfte seiner Höhe sinkt, in der Hälfte der Zeit, in der ein Strahl auf ihm steht</translation>
    </message>
    <message>
        <source>Frozen</source>
        <translation>Eingefroren</translation>
    </message>
    <message>
        <source>What moves goes on moving, or comes to rest bit by bit.</source>
        <translation>Was sich bewegt, bewegt sich weiter oder kommt nach und nach zur Ruhe.</translation>
    </message>
    <message>
        <source>Say what goes on until the end (&apos;keeps walking until the last frame&apos;), ask for a shorter clip, or paint the path to the end of the time line.</source>
        <translation>Sagen, was bis zum Ende weitergeht (&apos;keeps walking until the last frame&apos;), einen kürzeren Clip verlangen oder den Pfad bis ans Ende der Zeitleiste malen.</translation>
    </message>
    <message>
        <source>The longest time in which nothing moves anywhere in the picture, the view neither, and in which the picture is the same but for its coding.</source>
        <translation>Die längste Zeit, in der sich nirgends im Bild etwas bewegt, auch die Ansicht nicht, und in der das Bild bis auf die Kodierung dasselbe ist.</translation>
    </message>
    <message>
        <source>Jitter</source>
        <translation>Zittern</translation>
    </message>
    <message>
        <source>Things with mass, and cameras, cannot turn round in every frame.</source>
        <translation>Dinge mit Masse und Kameras können nicht in jedem Bild umkehren.</translation>
    </message>
    <message>
        <source>Say how the camera is held (&apos;locked-off tripod shot&apos;, &apos;smooth dolly&apos;); with few steps or much motion strength, take more steps or less strength.</source>
        <translation>Sagen, wie die Kamera gehalten wird (&apos;locked-off tripod shot&apos;, &apos;smooth dolly&apos;); bei wenigen Schritten oder viel Bewegungsstärke mehr Schritte oder weniger Stärke nehmen.</translation>
    </message>
    <message>
        <source>Flicker</source>
        <translation>Flackern</translation>
    </message>
    <message>
        <source>Light does not change from frame to frame and back.</source>
        <translation>Licht wechselt nicht von Bild zu Bild hin und zurück.</translation>
    </message>
    <message>
        <source>Say how the light is (&apos;constant soft daylight&apos;), take more steps, and keep lamps and screens out of the prompt.</source>
        <translation>Sagen, wie das Licht ist (&apos;constant soft daylight&apos;), mehr Schritte nehmen und Lampen und Bildschirme aus dem Prompt lassen.</translation>
    </message>
    <message>
        <source>Teleport</source>
        <translation>Sprung</translation>
    </message>
    <message>
        <source>Things get from one place to another along a way.</source>
        <translation>Dinge kommen auf einem Weg von einem Ort zum anderen.</translation>
    </message>
    <message>
        <source>Ask for less way in the same time, paint the path, or slow it down with the speed curve; more frames a second help, too.</source>
        <translation>Weniger Weg in derselben Zeit verlangen, den Pfad malen oder ihn mit der Tempokurve verlangsamen; auch mehr Bilder je Sekunde helfen.</translation>
    </message>
    <message>
        <source>Pop</source>
        <translation>Aus dem Nichts</translation>
    </message>
    <message>
        <source>Accelerations of the view and of each thing over at least {a} seconds and six frames, and how often each turns back on the one before; half the shift between two frames. Frames that only repeat the one before are left out; where others are left out, steps count by how much of the film passes in them.</source>
        <translation>Beschleunigungen der Ansicht und jedes Dings über mindestens {a} Sekunden und sechs Bilder, und wie oft jede die vorige umkehrt; die halbe Verschiebung zwischen zwei Bildern. Bilder, die nur das vorige wiederholen, zählen nicht; wo andere fehlen, zählt ein Schritt so viel, wie vom Film darin vergeht.</translation>
    </message>
    <message>
        <source>{a} % of the diagonal for the view and {b} % for a thing whose outline goes along, with eight or nine turns in ten; more at fewer than {c} frames a second, where a trembling hand looks the same, and at least three tenths of the speed at which it gets on. What goes its own width in a frame has to be followed with {d} % of its surface.</source>
        <translation>{a} % der Diagonale für die Ansicht und {b} % für ein Ding, dessen Umriss mitgeht, bei acht bis neun Umkehrungen in zehn Schritten; mehr bei weniger als {c} Bildern pro Sekunde, wo eine zitternde Hand ebenso aussieht, und mindestens drei Zehntel der Geschwindigkeit, mit der es vorankommt. Was in einem Bild um seine eigene Breite weiterkommt, muss mit {d} % seiner Fläche verfolgt sein.</translation>
    </message>
    <message>
        <source>How much lighter or darker each frame is than the mean of the two beside it, where the light turns around: as what {a} % of {b} parts of the picture jump by at least, as the least of four that lie together, jump the same way and are not on the move, or as what a thing that keeps its size jumps by; and the fifth largest of that within {c} seconds.</source>
        <translation>Wie viel heller oder dunkler jedes Bild ist als das Mittel der beiden daneben, wo das Licht umkehrt: um wie viel {a} % von {b} Teilen des Bilds mindestens springen, oder das Kleinste von vieren, die beieinanderliegen, in dieselbe Richtung springen und nicht in Bewegung sind, oder um wie viel ein Ding springt, das seine Größe behält; davon der fünftgrößte Wert binnen {c} Sekunden.</translation>
    </message>
    <message>
        <source>{a} % five times within {b} s for the whole picture, {c} % for a part, and {d} % for a thing of {e} % of the picture: a flash, or a light that is switched on, is at most three of them. Where the prompt names flicker, candles or lightning it stays below a half.</source>
        <translation>{a} % fünfmal binnen {b} s beim ganzen Bild, {c} % bei einem Teil und {d} % bei einem Ding von {e} % des Bilds: Ein Blitz oder ein Licht, das angeht, ist höchstens drei davon. Wo der Prompt Flackern, Kerzen oder Blitze nennt, bleibt es unter der Hälfte.</translation>
    </message>
    <message>
        <source>{a} % of the width, and twice its own way in that time off its course; areas within a factor of {b}; both whole at the moment; at most six things about at the time. What lands on another thing, or comes off it, has {c} % of the picture, at most five are about, and the other one goes less than {d} of its width from frame to frame.</source>
        <translation>{a} % der Breite und das Doppelte seines eigenen Wegs in dieser Zeit neben seiner Bahn; Flächen innerhalb eines Faktors von {b}; beide in dem Moment ganz; höchstens sechs Dinge zu der Zeit. Was auf einem anderen Ding landet oder von ihm abgeht, hat {c} % des Bilds, höchstens fünf sind zu sehen, und das andere kommt von Bild zu Bild um weniger als {d} seiner Breite weiter.</translation>
    </message>
    <message>
        <source>Things do not come from nowhere and do not vanish.</source>
        <translation>Dinge kommen nicht aus dem Nichts und verschwinden nicht.</translation>
    </message>
    <message>
        <source>Say where the thing comes from or goes to (&apos;rolls in from the left&apos;, &apos;drops behind the wall&apos;), or paint its way over the border; ask for fewer things at once.</source>
        <translation>Sagen, woher das Ding kommt oder wohin es geht (&apos;rolls in from the left&apos;, &apos;drops behind the wall&apos;), oder seinen Weg über den Rand malen; weniger Dinge auf einmal verlangen.</translation>
    </message>
    <message>
        <source>Places where, between two moments up to half a second apart, what is there has no past and what was there has no future when the motion is followed both ways, at the clip&apos;s own rate and between the two moments, while both are steady before and after (where all lies still, a past or future is only where the flow also leads back from); and things that begin or end as they are, whole and alone, away from the border, or that go over into what is behind them while they are whole.</source>
        <translation>Stellen, an denen zwischen zwei Momenten, die bis zu einer halben Sekunde auseinanderliegen, das Vorhandene keine Vergangenheit hat und das Gewesene keine Zukunft, wenn die Bewegung in beide Richtungen verfolgt wird, in der eigenen Bildrate des Clips und zwischen den beiden Momenten, während beide davor und danach ruhig sind (wo alles ruht, ist Vergangenheit oder Zukunft nur, von wo der Fluss auch zurückführt); und Dinge, die fertig, ganz und allein, abseits vom Rand beginnen oder enden oder, während sie ganz sind, in das übergehen, was hinter ihnen ist.</translation>
    </message>
    <message>
        <source>{a} gray levels of difference, some less where the place has an outline, on at least {b} % of the picture, {c} % of its width thick and {d} % of it away from the border; change on either side less than {e} of that, in place on the calmer one less than {f}; what moves in it and around it less than half its width; found again nearby with a correlation of less than {g}. Several of these that are hardly met are one that is not; what is less than a seventh of all that comes and goes within half a second is a doubt, as is all where the whole picture becomes another. Things: {h} gray levels off the ground, {i} % of the picture, no other within half a width, at most six about, and not smaller at the end than {j} of before; what fades: a fifth less of its contrast within less than half a second while it has three quarters of its area, and other colours by an eighth of that, steady before.</source>
        <translation>{a} Graustufen Unterschied, etwas weniger, wo die Stelle einen Umriss hat, auf mindestens {b} % des Bilds, {c} % seiner Breite dick und {d} % davon vom Rand entfernt; Veränderung auf beiden Seiten unter {e} davon, am Ort auf der ruhigeren unter {f}; was sich darin und ringsum bewegt, weniger als die halbe Breite; in der Nähe wiedergefunden mit einer Korrelation unter {g}. Mehrere davon, die knapp erfüllt sind, gelten wie eine, die es nicht ist; was weniger als ein Siebtel von allem ist, das binnen einer halben Sekunde kommt und geht, ist ein Zweifel, so wie alles, wo das ganze Bild ein anderes wird. Dinge: {h} Graustufen vom Grund, {i} % des Bilds, kein anderes innerhalb einer halben Breite, höchstens sechs zu der Zeit und am Ende nicht kleiner als {j} von vorher; was verblasst: ein Fünftel weniger Kontrast binnen einer halben Sekunde, während es noch drei Viertel seiner Fläche hat, und um ein Achtel davon andere Farben, vorher gleichmäßig.</translation>
    </message>
    <message>
        <source>Gravity</source>
        <translation>Schwerkraft</translation>
    </message>
    <message>
        <source>What rises by itself slows down; what is let go falls.</source>
        <translation>Was von selbst steigt, wird langsamer; was losgelassen wird, fällt.</translation>
    </message>
    <message>
        <source>Say what lifts it, or say the fall in steps with its end state (&apos;drops, hits the floor, bounces once, lies still&apos;); paint its way with the throw or the bounce preset.</source>
        <translation>Sagen, was es hebt, oder den Fall in Schritten mit Endzustand beschreiben (&apos;drops, hits the floor, bounces once, lies still&apos;); den Weg mit der Vorlage für Wurf oder Aufprall malen.</translation>
    </message>
    <message>
        <source>Push from nowhere</source>
        <translation>Stoß aus dem Nichts</translation>
    </message>
    <message>
        <source>{a} heights/s² ({b} where it is known to be passive, {c} of what things fall with where some fall) over a rise of {d} % of the frame&apos;s height and a third of its own, the gain of speed five times its standard error; upper and lower end rise alike. In the air: {e} s, {f} % of the frame&apos;s height above the floor and {g} of its own, a time in which it falls far, and it gets six tenths of its width about. Let go of: {h} s. Evenly: a quarter of that speed, over {i} % of the frame&apos;s height in half a second. Swung up: as long as it took from its lowest place.</source>
        <translation>{a} Höhen/s² ({b}, wo es bekanntlich passiv ist, {c} dessen, womit Dinge fallen, wo welche fallen) über einen Anstieg von {d} % der Bildhöhe und einem Drittel der eigenen, der Zuwachs an Tempo das Fünffache seines Standardfehlers; oberes und unteres Ende steigen gleich. In der Luft: {e} s, {f} % der Bildhöhe über dem Boden und {g} der eigenen, eine Zeit, in der es weit fällt, und es kommt um sechs Zehntel seiner Breite herum. Losgelassen: {h} s. Gleichmäßig: ein Viertel dieses Tempos, über {i} % der Bildhöhe in einer halben Sekunde. Hinaufgeschwungen: so lange, wie es von der tiefsten Stelle her brauchte.</translation>
    </message>
    <message>
        <source>What nothing touches keeps its speed and its way, but for gravity.</source>
        <translation>Was nichts berührt, behält Tempo und Weg, bis auf die Schwerkraft.</translation>
    </message>
    <message>
        <source>Show or name what pushes it (&apos;the cue ball hits it&apos;), or paint one smooth way instead of two; a shorter clip with one action helps.</source>
        <translation>Zeigen oder nennen, was es anstößt (&apos;the cue ball hits it&apos;), oder einen glatten Weg statt zweier malen; ein kürzerer Clip mit einer Handlung hilft.</translation>
    </message>
    <message>
        <source>Things keep their size; what looks larger has come nearer.</source>
        <translation>Dinge behalten ihre Größe; was größer aussieht, ist näher gekommen.</translation>
    </message>
    <message>
        <source>Say that the camera stays where it is and that the thing keeps its size; paint its scale with the brush, or use a shorter clip.</source>
        <translation>Sagen, dass die Kamera bleibt, wo sie ist, und das Ding seine Größe behält; seine Skalierung mit dem Pinsel malen oder einen kürzeren Clip nehmen.</translation>
    </message>
    <message>
        <source>Mass</source>
        <translation>Masse</translation>
    </message>
    <message>
        <source>{a} times at once, {b} times slowly, and five times what the area trembles by, which is a tenth at most; slow growth only where the size is steady before or after, and where the way of its foot down the picture does not fit to coming nearer. What is followed with nine tenths of its surface, which does not grow, is only outlined more wholly.</source>
        <translation>{a}-mal auf einmal, {b}-mal langsam, und fünfmal das Zittern der Fläche, das höchstens ein Zehntel ist; langsames Wachsen nur, wo die Größe vorher oder nachher ruhig ist und der Weg seines Fußes im Bild nicht zum Näherkommen passt. Was mit neun Zehnteln seiner Oberfläche verfolgt wird, die nicht wächst, ist nur vollständiger umrissen.</translation>
    </message>
    <message>
        <source>Matter is neither made nor lost: what leaves one place comes to another.</source>
        <translation>Stoff entsteht nicht und vergeht nicht: Was einen Ort verlässt, kommt an einem anderen an.</translation>
    </message>
    <message>
        <source>Say how full it is at the end (&apos;the glass is two thirds full&apos;); pour one thing at a time; name all parts of the thing that have to stay.</source>
        <translation>Sagen, wie voll es am Ende ist (&apos;the glass is two thirds full&apos;); nur eines auf einmal gießen; alle Teile des Dings nennen, die bleiben müssen.</translation>
    </message>
    <message>
        <source>{a} % of the area on one side that is not the one it moves to, for good, and twice as fast as before and after; a level that falls by {b} % after it rose, or grows by {c} % in a quarter of a second and four times as fast as usual; below a stream, one that falls by {d} % of its height, rises by {e} % of all in a quarter of a second and twice as fast as on the whole, or rises in less than {f} % of the time.</source>
        <translation>{a} % der Fläche auf einer Seite, auf die es sich nicht zubewegt, für immer und doppelt so schnell wie vorher und nachher; ein Pegel, der um {b} % fällt, nachdem er gestiegen ist, oder um {c} % in einer Viertelsekunde und viermal so schnell wie sonst wächst; unter einem Strahl einer, der um {d} % seiner Höhe fällt, in einer Viertelsekunde um {e} % des Ganzen und doppelt so schnell wie im Ganzen steigt, oder in weniger als {f} % der Zeit steigt.</translation>
    </message>
    <message>
        <source>Deform</source>
        <translation>Verformung</translation>
    </message>
    <message>
        <source>Rigid things keep their form.</source>
        <translation>Starre Dinge behalten ihre Form.</translation>
    </message>
    <message>
        <source>Name the material (&apos;a steel hammer&apos;), ask for a slower or a shorter motion, or show the thing larger in the start image; mark it as rigid to have it judged more strictly.</source>
        <translation>Das Material nennen (&apos;a steel hammer&apos;), eine langsamere oder kürzere Bewegung verlangen oder das Ding im Startbild größer zeigen; es als starr markieren, damit strenger geurteilt wird.</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>Identität</translation>
    </message>
    <message>
        <source>A thing stays the thing that it is.</source>
        <translation>Ein Ding bleibt das Ding, das es ist.</translation>
    </message>
    <message>
        <source>Describe the thing by two or three lasting features and repeat them for the end of the shot; give it a start image; let fewer things cross each other.</source>
        <translation>Das Ding mit zwei oder drei bleibenden Merkmalen beschreiben und sie für das Ende des Shots wiederholen; ein Startbild geben; weniger Dinge einander kreuzen lassen.</translation>
    </message>
    <message>
        <source>Penetration</source>
        <translation>Durchdringung</translation>
    </message>
    <message>
        <source>Two solid things are never in the same place.</source>
        <translation>Zwei feste Dinge sind nie am selben Ort.</translation>
    </message>
    <message>
        <source>Say what the hand does at the surface (&apos;the fingers close around the phone and stop&apos;), or paint the way only up to the contact.</source>
        <translation>Sagen, was die Hand an der Oberfläche tut (&apos;the fingers close around the phone and stop&apos;), oder den Weg nur bis zum Kontakt malen.</translation>
    </message>
    <message>
        <source>Effect before cause</source>
        <translation>Wirkung vor Ursache</translation>
    </message>
    <message>
        <source>How solid an outline is, how its spread compares with its area, and how much longer than broad it is beyond what its area explains, before and after stretches of up to a second, on things that moved without changing them before. Looks at a thing are laid over each other after a quarter and half of a second, also where it is held or touched: how much longer its surface got one way and shorter the other, and how far it is from where any affine map puts it. Of what stands still: whether the same colours stand there in another form, and are no part of something larger that stays.</source>
        <translation>Wie massiv ein Umriss ist, wie sich seine Ausdehnung zur Fläche verhält und um wie viel länger als breit er ist, als seine Fläche erklärt, vor und nach Strecken bis zu einer Sekunde, bei Dingen, die sich vorher bewegten, ohne das zu ändern. Blicke auf ein Ding werden nach einer viertel und einer halben Sekunde übereinandergelegt, auch wo es gehalten oder berührt wird: wie viel länger seine Fläche in einer Richtung und kürzer in der anderen wurde und wie weit sie davon weg ist, wohin eine affine Abbildung sie bringt. Bei dem, was stillsteht: ob dieselben Farben dort in anderer Form stehen und kein Teil von etwas Größerem sind, das bleibt.</translation>
    </message>
    <message>
        <source>{a} of its hull, {b} of the log of its spread, {c} more lopsided, or three tenths of the log of its length by its breadth, which is a doubt where nothing says that it is rigid ({d} of these for what is said to be), without a stop or a kick by which it may have broken; four times the noise and twice what it changed before; the area within {e} times; it moved {f} of its width before. Laid over each other: three tenths longer one way and shorter the other, on three quarters of its surface; or a thirtieth of its size off, half as much again as a bend leaves and twice what is usual for it, which is a finding only for what is marked as rigid, or lies on itself in most looks before and again after it and is free: what a hand covers more and more of looks like that too. What stands still: {g} % of its colours, ordered otherwise, which go on over less than {h} of its rim.</source>
        <translation>{a} seiner Hülle, {b} vom Logarithmus seiner Ausdehnung, {c} schiefer oder drei Zehntel vom Logarithmus seiner Länge durch seine Breite, was zweifelhaft bleibt, wo nichts sagt, dass es starr ist ({d} davon bei dem, was als starr gilt), ohne einen Halt oder Stoß, an dem es zerbrochen sein kann; das Vierfache des Rauschens und das Doppelte der früheren Änderung; die Fläche innerhalb des {e}-Fachen; es bewegte sich vorher um {f} seiner Breite. Übereinandergelegt: drei Zehntel länger in einer Richtung und kürzer in der anderen, auf drei Vierteln seiner Fläche; oder um ein Dreißigstel seiner Größe daneben, anderthalbmal so viel, wie eine Biegung übrig lässt, und doppelt so viel wie bei ihm üblich, was nur bei dem ein Befund ist, was als starr markiert ist, oder was frei ist und davor und danach meistens auf sich selbst liegt: Was eine Hand mehr und mehr verdeckt, sieht auch so aus. Was stillsteht: {g} % seiner Farben, anders geordnet, die über weniger als {h} seines Rands weitergehen.</translation>
    </message>
    <message>
        <source>{a} % other colours for good, {b} times what they change by otherwise, and another hue, not only more or less light; half of them behind something; {c} s after two had to part. It gets six tenths of its width about, and its area changes by a tenth at most from frame to frame. What stands still, and things where a liquid is named, stay below a half: what is filled has other colours.</source>
        <translation>{a} % andere Farben für immer, {b}-mal das, was sie sich sonst ändern, und ein anderer Farbton, nicht nur mehr oder weniger Licht; die Hälfte davon hinter etwas; {c} s, nachdem zwei sich trennen mussten. Es kommt um sechs Zehntel seiner Breite herum, und seine Fläche ändert sich von Bild zu Bild um höchstens ein Zehntel. Was stillsteht, und Dinge, wo eine Flüssigkeit genannt ist, bleiben unter der Hälfte: Was gefüllt wird, hat andere Farben.</translation>
    </message>
    <message>
        <source>An effect follows its cause: nothing moves before it is touched.</source>
        <translation>Eine Wirkung folgt ihrer Ursache: Nichts bewegt sich, bevor es berührt wird.</translation>
    </message>
    <message>
        <source>Say the order in words (&apos;first the ball arrives, then the pin falls&apos;), or make two shots of it and cut at the contact.</source>
        <translation>Die Reihenfolge in Worten sagen (&apos;first the ball arrives, then the pin falls&apos;) oder zwei Shots daraus machen und beim Kontakt schneiden.</translation>
    </message>
    <message>
        <source>The time from when a thing that was at rest sets off to when the mover that comes towards it is there, and how far that one is away until then, while nothing else is near. Of what is marked as solid or rigid: when its place moves all over at once.</source>
        <translation>Die Zeit, von der an ein ruhendes Ding losgeht, bis das Bewegte, das darauf zukommt, da ist, und wie weit dieses bis dahin weg ist, während sonst nichts in der Nähe ist. Bei dem, was als fest oder starr markiert ist: wann sich seine Stelle überall zugleich bewegt.</translation>
    </message>
    <message>
        <source>Legs against body</source>
        <translation>Beine gegen Körper</translation>
    </message>
    <message>
        <source>Things that end in the middle of the picture, and things alike in size, outline and colours that begin elsewhere within {a} seconds (two frames at least), gaps in the way of one that is recognised again, and things far off that have as much more, or less, of its colours in that moment; how far that is from where the thing would have gone on to, beside its own speed.</source>
        <translation>Dinge, die mitten im Bild enden, und Dinge gleicher Größe, Form und Farben, die binnen {a} Sekunden (mindestens zwei Bildern) anderswo beginnen, Lücken im Weg eines Dings, das wiedererkannt wird, und Dinge weit davon, die in diesem Moment so viel mehr oder weniger von seinen Farben haben; wie weit das davon weg ist, wohin es weitergegangen wäre, neben seinem eigenen Tempo.</translation>
    </message>
    <message>
        <source>{a} % for a tenth of a second with a mark; {b} % and the way unchanged for two movers whose feet are within {c} % of their height. Below the floor: {d} % of its height and {e} % of the frame&apos;s, no larger than before, straight down or in free fall. A hand: {f} % before the thing moves, still going on. What runs over a marked place: {g} % of it. What is marked stands where {h} % of its place looks as it did; beyond it is {i} of its extent from the near side; what comes out has the same colours and goes {j} % on.</source>
        <translation>{a} % für eine Zehntelsekunde mit Markierung; {b} % und der Weg unverändert bei zwei Bewegten, deren Füße innerhalb von {c} % ihrer Höhe liegen. Unter dem Boden: {d} % der eigenen Höhe und {e} % der Bildhöhe, nicht größer als vorher, gerade nach unten oder im freien Fall. Eine Hand: {f} %, bevor das Ding sich bewegt, und weiter unterwegs. Was über eine markierte Stelle läuft: {g} % davon. Was markiert ist, steht, wo {h} % seiner Stelle aussehen wie zuvor; darüber hinaus ist das {i}-Fache seiner Ausdehnung ab der ersten Seite; was herauskommt, hat dieselben Farben und geht {j} % weiter.</translation>
    </message>
    <message>
        <source>{a} s and three frames ahead of time, from then on twice as fast as it drifted before, a third of the cause&apos;s width and {b} s of its way between the two, the cause on its way there and the effect not on its way to meet it. Where nothing is known of what sets off, the cause goes on at less than {c} of its speed once it is there: who walks past hit nothing.</source>
        <translation>{a} s und drei Bilder zu früh, von da an doppelt so schnell wie es vorher trieb, ein Drittel der Breite der Ursache und {b} s ihres Wegs zwischen beiden, die Ursache auf dem Weg dorthin und die Wirkung nicht auf dem Weg zu ihr. Wo von dem, was sich aufmacht, nichts bekannt ist, geht die Ursache mit weniger als {c} ihres Tempos weiter, sobald sie da ist: Wer vorbeigeht, hat nichts gestoßen.</translation>
    </message>
    <message>
        <source>Legs carry the body: the foot on the ground stands, and the body goes the way it faces.</source>
        <translation>Beine tragen den Körper: Der Fuß am Boden steht, und der Körper geht, wohin er schaut.</translation>
    </message>
    <message>
        <source>Say the gait and the way together (&apos;walks forward toward the right edge&apos;), start from an image that shows the body facing that way, and paint the way of the whole body with one stroke.</source>
        <translation>Gangart und Weg zusammen sagen (&apos;walks forward toward the right edge&apos;), von einem Bild ausgehen, auf dem der Körper dorthin schaut, und den Weg des ganzen Körpers mit einem Strich malen.</translation>
    </message>
    <message>
        <source>the clip has fewer than {a} frames</source>
        <translation>der Clip hat weniger als {a} Bilder</translation>
    </message>
    <message>
        <source>three</source>
        <translation>drei</translation>
    </message>
    <message>
        <source>four</source>
        <translation>vier</translation>
    </message>
    <message>
        <source>five</source>
        <translation>fünf</translation>
    </message>
    <message>
        <source>six</source>
        <translation>sechs</translation>
    </message>
    <message>
        <source>the view goes through the scene, so that nothing can be told from its ground</source>
        <translation>die Ansicht fährt durch die Szene, sodass sich nichts vom Grund trennen lässt</translation>
    </message>
    <message>
        <source>the view goes through the scene, so that things cannot be told from their ground</source>
        <translation>die Ansicht fährt durch die Szene, sodass sich Dinge nicht vom Grund trennen lassen</translation>
    </message>
    <message>
        <source>the view moves, and things cannot be told from their ground</source>
        <translation>die Ansicht bewegt sich, und Dinge lassen sich nicht vom Grund trennen</translation>
    </message>
    <message>
        <source>the frames come at uneven times</source>
        <translation>die Bilder kommen in ungleichen Abständen</translation>
    </message>
    <message>
        <source>nothing was painted</source>
        <translation>es wurde nichts gemalt</translation>
    </message>
    <message>
        <source>neither the prompt nor the brush says where to go</source>
        <translation>weder Prompt noch Pinsel sagen, wohin</translation>
    </message>
    <message>
        <source>the shot has neither a start nor an end image</source>
        <translation>der Shot hat weder Start- noch Endbild</translation>
    </message>
    <message>
        <source>the clip has no frames</source>
        <translation>der Clip hat keine Bilder</translation>
    </message>
    <message>
        <source>the image that was asked for cannot be read</source>
        <translation>das verlangte Bild ist nicht lesbar</translation>
    </message>
    <message>
        <source>the prompt names nothing that cannot run backwards</source>
        <translation>der Prompt nennt nichts, das nicht rückwärts laufen kann</translation>
    </message>
    <message>
        <source>nothing in a picture tells which way &apos;{a}&apos; runs; its direction is checked by itself</source>
        <translation>kein Bild zeigt, in welche Richtung &apos;{a}&apos; läuft; die Richtung wird für sich geprüft</translation>
    </message>
    <message>
        <source>nothing is seen whole, and nothing is known to be a liquid</source>
        <translation>nichts ist ganz zu sehen, und von nichts ist bekannt, dass es flüssig ist</translation>
    </message>
    <message>
        <source>nothing is marked as solid, and no two movers meet</source>
        <translation>nichts ist als fest markiert, und nichts Bewegtes trifft sich</translation>
    </message>
    <message>
        <source>with &apos;{a}&apos; feet may slide, or go backward</source>
        <translation>bei &apos;{a}&apos; dürfen Füße gleiten oder rückwärts gehen</translation>
    </message>
    <message>
        <source>no legs are seen: the pose models are not there, and the prompt names nobody who walks</source>
        <translation>keine Beine zu sehen: Die Posenmodelle fehlen, und der Prompt nennt niemanden, der geht</translation>
    </message>
    <message>
        <source>nobody is seen to go across the view with both feet in it</source>
        <translation>niemand geht quer durchs Bild, bei dem beide Füße zu sehen sind</translation>
    </message>
    <message>
        <source>the legs are too small, too fast, hidden, or go toward or away from the view</source>
        <translation>die Beine sind zu klein, zu schnell, verdeckt oder gehen auf die Kamera zu oder von ihr weg</translation>
    </message>
    <message>
        <source>the legs cannot be told from each other</source>
        <translation>die Beine lassen sich nicht auseinanderhalten</translation>
    </message>
    <message>
        <source>the ground under the feet does not move as the rest of the view does</source>
        <translation>der Boden unter den Füßen bewegt sich nicht wie der Rest der Ansicht</translation>
    </message>
    <message>
        <source>the feet do not tell which way the body faces</source>
        <translation>die Füße zeigen nicht, wohin der Körper schaut</translation>
    </message>
    <message>
        <source>you said so</source>
        <translation>von Hand gesagt</translation>
    </message>
    <message>
        <source>only you can see that</source>
        <translation>das ist nur von Hand zu beurteilen</translation>
    </message>
    <message>
        <source>nothing looks for that yet</source>
        <translation>danach sucht noch nichts</translation>
    </message>
    <message>
        <source>too near to call: {a}, {b}</source>
        <translation>zu knapp: {a}, {b}</translation>
    </message>
    <message>
        <source>nothing moves in it</source>
        <translation>es bewegt sich nichts darin</translation>
    </message>
    <message>
        <source>looked for and not found</source>
        <translation>gesucht und nicht gefunden</translation>
    </message>
    <message>
        <source>from {a} to {b} px/s while it rises {c} px{d}</source>
        <translation>von {a} auf {b} px/s, während es {c} px steigt{d}</translation>
    </message>
    <message>
        <source>, {a} px/s between</source>
        <translation>, dazwischen {a} px/s</translation>
    </message>
    <message>
        <source>{a} of its extent inside {b}, out of sight meanwhile</source>
        <translation>{a} seiner Ausdehnung darin ({b}), dabei außer Sicht</translation>
    </message>
    <message>
        <source>{a} px {b}, {c} degrees off</source>
        <translation>{a} px {b}, {c} Grad daneben</translation>
    </message>
    <message>
        <source>Gain of v²/2 per pixel of rise, over stretches of one acceleration of a thing&apos;s way (at least {a} s), the camera&apos;s motion taken away, while nothing touches the thing; what slowed down just before and, with no kink in its way, rises on without for {b} s, counts as well; so does what fell freely and then, within a tenth of a second of the top of its way, no longer goes up or down. Where the floor is marked: how long what flew stays where it is above it. Where the words say that it falls: how long what something lifted and let go of stays above where it lay; where nothing falls, what it gains of the speed that a fall over the same way in the same time would give. Where they say that it swings: how long it stays above its lowest place.</source>
        <translation>Gewinn an v²/2 je Pixel Anstieg, über Strecken gleicher Beschleunigung auf dem Weg eines Dings (mindestens {a} s), die Bewegung der Kamera abgezogen, während nichts das Ding berührt; was eben noch langsamer wurde und ohne Knick im Weg {b} s lang ungebremst weitersteigt, zählt ebenso; auch was frei fiel und dann, binnen einer Zehntelsekunde um den höchsten Punkt seines Weges, nicht mehr steigt oder fällt. Wo der Boden markiert ist: wie lange darüber stehen bleibt, was geflogen ist. Wo die Worte sagen, dass es fällt: wie lange das, was hochgehoben und losgelassen wurde, über der Stelle bleibt, an der es lag; und wo nichts fällt: wie viel es von dem Tempo gewinnt, das ein Fall über denselben Weg in derselben Zeit ergäbe. Wo sie sagen, dass es schwingt: wie lange es über seiner tiefsten Stelle bleibt.</translation>
    </message>
    <message>
        <source>How far a mover that comes from outside gets into what is marked as solid, as a share of the smaller one&apos;s extent, and whether both stand on the same level of the picture; and how far motion runs over the marked place before that moves all over. How far what fell or lay on the marked floor is seen below it, by its own height. Without a mark, where the words make something hit, push or lift a thing: whether more than one thing moves, and whether what stops short comes into sight farther on. Where the marked place looks in the end as in the beginning, how far beyond it something gets counts as well, and what comes out at its far side while the rest is still at its near one.</source>
        <translation>Wie weit etwas Bewegtes von außen in das gelangt, was als fest markiert ist, als Anteil der Ausdehnung des kleineren, und ob beide auf derselben Höhe des Bilds stehen; und wie weit Bewegung über die markierte Stelle läuft, bevor diese sich überall bewegt. Wie weit unter dem markierten Boden zu sehen ist, was auf ihn fiel oder auf ihm lag, an der eigenen Höhe gemessen. Ohne Markierung, wo die Worte etwas stoßen, schieben oder heben lassen: ob sich mehr als ein Ding bewegt, und ob das, was davor anhält, weiter vorn wieder zu sehen ist. Wo die markierte Stelle am Ende aussieht wie am Anfang, zählt auch, wie weit etwas über sie hinaus gelangt und was auf ihrer anderen Seite herauskommt, während der Rest noch auf der ersten ist.</translation>
    </message>
    <message>
        <source>With poses: where the toes point against where the body goes, the speed of the lower foot along the body&apos;s way over the body&apos;s own ({a} stands, {b} is carried along, {c} runs the wrong way), and whether a foot swings along while it is the higher one, or goes back over the ground. All must speak against it. Without poses: the speed of the middle of what is lowest of the silhouette, and how differently the parts of its lower half move; a body that was found in pieces is put together of those that go with it.</source>
        <translation>Mit Posen: wohin die Zehen zeigen, gegen wohin der Körper geht; das Tempo des unteren Fußes entlang des Körperwegs im Verhältnis zu dem des Körpers ({a} steht, {b} wird mitgetragen, {c} läuft verkehrt); und ob ein Fuß mitschwingt, während er der höhere ist, oder über den Boden zurückgeht. Alle müssen dagegen sprechen. Ohne Posen: das Tempo der Mitte dessen, was an der Silhouette zuunterst ist, und wie verschieden sich die Teile ihrer unteren Hälfte bewegen; ein Körper, der in Stücken gefunden wurde, wird aus denen zusammengesetzt, die mit ihm gehen.</translation>
    </message>
    <message>
        <source>The toes point against the way by four tenths more than along it, the foot that carries is faster than the body itself, a foot swings against the way or goes back at a quarter of the body&apos;s speed, and the stride is three tenths of a torso. Without poses {a} of the body, with parts that differ by {b} of it; {c} where nothing below ever rests, the parts differ by the body&apos;s speed, and what is below opens and closes as legs do. Who glides on legs that stay closed, or treads on the spot, is a doubt.</source>
        <translation>Die Zehen zeigen um vier Zehntel mehr gegen den Weg als mit ihm, der tragende Fuß ist schneller als der Körper selbst, ein Fuß schwingt gegen den Weg oder geht mit einem Viertel des Körpertempos zurück, und der Schritt misst drei Zehntel eines Rumpfs. Ohne Posen {a} des Körpers, mit Teilen, die sich um {b} davon unterscheiden; {c}, wo unten nie etwas ruht, die Teile sich um das Körpertempo unterscheiden und das Unterste sich öffnet und schließt wie Beine. Wer auf Beinen gleitet, die geschlossen bleiben, oder auf der Stelle tritt, ist ein Zweifel.</translation>
    </message>
    <message>
        <source>It</source>
        <translation>Es</translation>
    </message>
    <message>
        <source>to the right</source>
        <translation>nach rechts</translation>
    </message>
    <message>
        <source>to the left</source>
        <translation>nach links</translation>
    </message>
    <message>
        <source>up to the right</source>
        <translation>nach rechts oben</translation>
    </message>
    <message>
        <source>up to the left</source>
        <translation>nach links oben</translation>
    </message>
    <message>
        <source>down to the right</source>
        <translation>nach rechts unten</translation>
    </message>
    <message>
        <source>down to the left</source>
        <translation>nach links unten</translation>
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
        <source>back to where it began</source>
        <translation>zurück zum Anfang</translation>
    </message>
    <message>
        <source>the static region stays put</source>
        <translation>der statische Bereich bleibt, wo er ist</translation>
    </message>
    <message>
        <source>it moves by {a} px on average over the clip</source>
        <translation>er bewegt sich im Clip im Mittel um {a} px</translation>
    </message>
    <message>
        <source>{a} was to stay put and moves by {b} px on average</source>
        <translation>{a} sollte bleiben, wo es ist, und bewegt sich im Mittel um {b} px</translation>
    </message>
    <message>
        <source>A static region</source>
        <translation>Ein statischer Bereich</translation>
    </message>
    <message>
        <source>only what was painted moves</source>
        <translation>nur das Gemalte bewegt sich</translation>
    </message>
    <message>
        <source>{a} px of way, {b} % of all motion</source>
        <translation>{a} px Weg, {b} % aller Bewegung</translation>
    </message>
    <message>
        <source>Something that nobody painted moves {a} px between frames {b} and {c}: {d} % of all motion</source>
        <translation>Etwas, das niemand gemalt hat, bewegt sich {a} px zwischen Bild {b} und {c}: {d} % aller Bewegung</translation>
    </message>
    <message>
        <source>{a} % of all motion is outside the brush</source>
        <translation>{a} % aller Bewegung sind außerhalb des Pinsels</translation>
    </message>
    <message>
        <source>{a} % of all motion is outside of what was painted</source>
        <translation>{a} % aller Bewegung sind außerhalb des Gemalten</translation>
    </message>
    <message>
        <source>the {a} frame is the {b} image</source>
        <translation>das {a} Bild ist das verlangte ({b})</translation>
    </message>
    <message>
        <source>The {a} frame is the {b} image ({c})</source>
        <translation>Das {a} Bild ist das verlangte ({b}; {c})</translation>
    </message>
    <message>
        <source>The {a} frame is the {b} image ({c}){d}</source>
        <translation>Das {a} Bild ist das verlangte ({b}; {c}){d}</translation>
    </message>
    <message>
        <source>The {a} frame is not the {b} image ({c}){d}</source>
        <translation>Das {a} Bild ist nicht das verlangte ({b}; {c}){d}</translation>
    </message>
    <message>
        <source>likeness {a}, {b} % is something else{c}</source>
        <translation>Ähnlichkeit {a}, {b} % sind etwas anderes{c}</translation>
    </message>
    <message>
        <source>, {a} by {b} gray levels</source>
        <translation>, um {b} Graustufen {a}</translation>
    </message>
    <message>
        <source>, {a} {b} by {c}</source>
        <translation>, {a} um {c} {b}</translation>
    </message>
    <message>
        <source>red</source>
        <translation>Rot</translation>
    </message>
    <message>
        <source>green</source>
        <translation>Grün</translation>
    </message>
    <message>
        <source>blue</source>
        <translation>Blau</translation>
    </message>
    <message>
        <source>The {a} frame is not the {b} image ({c})</source>
        <translation>Das {a} Bild ist nicht das verlangte ({b}; {c})</translation>
    </message>
    <message>
        <source>{a} seconds in which less than {b} % of the picture moves and in which it changes by a quarter at most of what it did just before, until the last moment. What had braked came to rest, or pauses, and so does a picture that changes less and less; one thing that stops for good while the grain goes on may have landed where it falls, or have been stopped where the words make it run into something; what went behind something is only hidden, and where all went out or vanished nothing is left to move: these stay below a half. A clip that is still all over is only told where motion was asked for. Shorter stops are how animation on twos and threes looks.</source>
        <translation>{a} Sekunden, in denen sich weniger als {b} % des Bilds bewegen und es sich höchstens ein Viertel so stark ändert wie gleich davor, bis zum letzten Augenblick. Was gebremst hat, kam zur Ruhe oder hält inne, und ebenso ein Bild, das sich immer weniger ändert; ein einzelnes Ding, das stehen bleibt, während das Korn weiterläuft, kann gelandet sein, wo es fällt, oder aufgehalten worden, wo die Worte es auf etwas treffen lassen; was hinter etwas ging, ist nur verdeckt, und wo alles hinausging oder verschwand, ist nichts mehr da, was sich bewegt: Das alles bleibt unter der Hälfte. Ein Clip, der ganz stillsteht, wird nur gemeldet, wo Bewegung verlangt war. Kürzere Halte sehen aus wie Animation auf Zweien und Dreien.</translation>
    </message>
    <message>
        <source>Speed just before and just after a kink in a thing&apos;s way, the camera&apos;s motion taken away, where no other mover is within reach for a tenth of a second around it. Where the floor is marked, it explains what happens at it, and nothing that happens above it.</source>
        <translation>Das Tempo kurz vor und kurz nach einem Knick im Weg eines Dings, die Bewegung der Kamera abgezogen, wo eine Zehntelsekunde davor und danach nichts anderes Bewegtes in Reichweite ist. Wo der Boden markiert ist, erklärt er, was an ihm geschieht, und nichts darüber.</translation>
    </message>
    <message>
        <source>{a} times as fast, a change of {b} heights/s that is six times its standard error, both ways followed for a sixth of a second. Over a marked floor what turns back up counts as well, from {c} % of the frame&apos;s height and half its own on, unless it does so twice at one height. What the words say stands or lies still is moved by nothing of its own.</source>
        <translation>{a}-mal so schnell, eine Änderung von {b} Höhen/s, die das Sechsfache ihres Standardfehlers ist, beide Wege eine Sechstelsekunde lang verfolgt. Über einem markierten Boden zählt auch, was nach oben umkehrt, ab {c} % der Bildhöhe und der halben eigenen, außer es tut das zweimal auf einer Höhe. Was nach den Worten stillsteht oder -liegt, bewegt sich nicht von selbst.</translation>
    </message>
    <message>
        <source>The area of a thing&apos;s silhouette before and after stretches of one frame to one and a half seconds, where it is alone and whole; proportions, outline and colours have to stay. Of what stands still: whether it is found again at another scale where it stood.</source>
        <translation>Die Fläche der Silhouette eines Dings vor und nach Strecken von einem Bild bis zu anderthalb Sekunden, wo es allein und ganz ist; Proportionen, Umriss und Farben müssen bleiben. Bei dem, was stillsteht: ob es an seinem Ort in anderer Größe wiedergefunden wird.</translation>
    </message>
    <message>
        <source>The area of a thing that is alone and whole, and on which side it loses some; the height of a level, read off by its colour eight times a second where it has a flat top, and the stream that stands on it; where none is seen, the height of a thing over a foot and a width that stay the same. Of what stands still: whether a part is gone beside one that stays.</source>
        <translation>Die Fläche eines Dings, das allein und ganz ist, und auf welcher Seite es etwas verliert; die Höhe eines Pegels, achtmal in der Sekunde an seiner Farbe abgelesen, wo er oben eben ist, und der Strahl, der auf ihm steht; wo keiner zu sehen ist, die Höhe eines Dings über einem Fuß und bei einer Breite, die gleich bleiben. Bei dem, was stillsteht: ob neben einem Teil, der bleibt, einer fehlt.</translation>
    </message>
    <message>
        <source>Shares of a thing&apos;s colours, eight looks a second, before and after moments of up to {a} seconds; who comes out on the way and at the time of what went behind something; who is left when two that met had to part again. Of what stands still: whether other colours stand there.</source>
        <translation>Anteile der Farben eines Dings, acht Blicke je Sekunde, vor und nach Momenten von bis zu {a} Sekunden; wer auf dem Weg und zur Zeit dessen herauskommt, was hinter etwas ging; wer übrig ist, wenn zwei, die sich trafen, sich wieder trennen mussten. Bei dem, was stillsteht: ob dort andere Farben stehen.</translation>
    </message>
    <message>
        <source>frames around it could not be decoded</source>
        <translation>Bilder ringsum ließen sich nicht decodieren</translation>
    </message>
    <message>
        <source>Frame {a} could not be decoded and is not judged.</source>
        <translation>Bild {a} ließ sich nicht dekodieren und wird nicht beurteilt.</translation>
    </message>
    <message>
        <source>Frames {a} to {b} could not be decoded and are not judged.</source>
        <translation>Die Bilder {a} bis {b} ließen sich nicht dekodieren und werden nicht beurteilt.</translation>
    </message>
    <message>
        <source>So it is with {a} more stretches of frames.</source>
        <translation>So ist es mit {a} weiteren Abschnitten.</translation>
    </message>
    <message>
        <source>The file is cut off: {a} of its {b} frames are there.</source>
        <translation>Die Datei ist abgeschnitten: {a} ihrer {b} Bilder sind da.</translation>
    </message>
    <message>
        <source>Frames come at uneven times ({a} to {b} ms): what hangs on speed is not judged.</source>
        <translation>Die Bilder kommen in ungleichen Abständen ({a} bis {b} ms): Was vom Tempo abhängt, wird nicht beurteilt.</translation>
    </message>
    <message>
        <source>The clip is interlaced: one field of each frame was looked at.</source>
        <translation>Der Clip ist im Zeilensprung: Von jedem Bild wurde ein Halbbild angesehen.</translation>
    </message>
    <message>
        <source>The size changes: all was looked at as {a}.</source>
        <translation>Die Größe wechselt: Alles wurde als {a} angesehen.</translation>
    </message>
    <message>
        <source>what was found there was dismissed</source>
        <translation>was dort gefunden wurde, ist verworfen</translation>
    </message>
    <message>
        <source>nothing goes up or down far enough in it</source>
        <translation>nichts darin geht weit genug hinauf oder hinunter</translation>
    </message>
    <message>
        <source>It cuts to something else in frame {a}: each side was looked at by itself.</source>
        <translation>Bei Bild {a} wird auf etwas anderes geschnitten: Jede Seite wurde für sich angesehen.</translation>
    </message>
    <message>
        <source>It cuts to something else {a} times, first in frame {b}: each part was looked at by itself.</source>
        <translation>Es wird {a}-mal auf etwas anderes geschnitten, zuerst bei Bild {b}: Jeder Teil wurde für sich angesehen.</translation>
    </message>
    <message>
        <source>{a} moves {b} px {c}; {d}</source>
        <translation>{a} bewegt sich {b} px {c}; {d}</translation>
    </message>
    <message>
        <source>the brush says {a}</source>
        <translation>der Pinsel sagt: {a}</translation>
    </message>
    <message>
        <source>the prompt says {a}</source>
        <translation>der Prompt sagt: {a}</translation>
    </message>
    <message>
        <source>first</source>
        <translation>erste</translation>
    </message>
    <message>
        <source>last</source>
        <translation>letzte</translation>
    </message>
    <message>
        <source>start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>likeness {a}, {b} % is something else</source>
        <translation>Ähnlichkeit {a}, {b} % sind etwas anderes</translation>
    </message>
    <message>
        <source>lighter</source>
        <translation>heller</translation>
    </message>
    <message>
        <source>darker</source>
        <translation>dunkler</translation>
    </message>
    <message>
        <source>stronger</source>
        <translation>stärker</translation>
    </message>
    <message>
        <source>weaker</source>
        <translation>schwächer</translation>
    </message>
    <message>
        <source>it stays in the picture to the end</source>
        <translation>es bleibt bis zum Ende im Bild</translation>
    </message>
    <message>
        <source>out over the {a} at frame {b}, gone for {c} s</source>
        <translation>bei Bild {b} über den {a} hinaus, {c} s weg</translation>
    </message>
    <message>
        <source>{a} leaves over the {b} at frame {c} and is gone for the last {d} s</source>
        <translation>{a} verschwindet bei Bild {c} über den {b} und ist die letzten {d} s weg</translation>
    </message>
    <message>
        <source>{a} leaves over the {b} at frame {c} and is gone for the last {d} s{e}</source>
        <translation>{a} verschwindet bei Bild {c} über den {b} und ist die letzten {d} s weg{e}</translation>
    </message>
    <message>
        <source>; nobody said whether it should</source>
        <translation>; niemand hat gesagt, ob es soll</translation>
    </message>
    <message>
        <source>left border</source>
        <translation>linken Rand</translation>
    </message>
    <message>
        <source>right border</source>
        <translation>rechten Rand</translation>
    </message>
    <message>
        <source>{a} of the picture</source>
        <translation>Rand {a}</translation>
    </message>
    <message>
        <source>bottom</source>
        <translation>unten</translation>
    </message>
    <message>
        <source>what {a} flies apart</source>
        <translation>bei „{a}“ fliegt es auseinander</translation>
    </message>
    <message>
        <source>what {a} goes down</source>
        <translation>bei „{a}“ geht es nach unten</translation>
    </message>
    <message>
        <source>what comes off what {a} goes up</source>
        <translation>bei „{a}“ steigt es nach oben</translation>
    </message>
    <message>
        <source>it comes together</source>
        <translation>zusammen</translation>
    </message>
    <message>
        <source>it goes up</source>
        <translation>nach oben</translation>
    </message>
    <message>
        <source>it goes down</source>
        <translation>nach unten</translation>
    </message>
    <message>
        <source>{a}: {b} % of the motion more than as it should</source>
        <translation>{a}: {b} % der Bewegung mehr als richtig</translation>
    </message>
    <message>
        <source>This may run backwards: {a}, and here {b}</source>
        <translation>Das läuft vielleicht rückwärts: {a}, und hier {b}</translation>
    </message>
    <message>
        <source>something moves</source>
        <translation>etwas bewegt sich</translation>
    </message>
    <message>
        <source>motion goes on</source>
        <translation>die Bewegung geht weiter</translation>
    </message>
    <message>
        <source>the same picture for {a} s (it changes by {b} gray levels)</source>
        <translation>{a} s lang dasselbe Bild (es ändert sich um {b} Graustufen)</translation>
    </message>
    <message>
        <source>The picture stands still {a}, {b} s</source>
        <translation>Das Bild steht still, {a}, {b} s</translation>
    </message>
    <message>
        <source>The picture stands still {a}, {b} s{c}</source>
        <translation>Das Bild steht still, {a}, {b} s{c}</translation>
    </message>
    <message>
        <source>, in the middle of motion</source>
        <translation>, mitten in der Bewegung</translation>
    </message>
    <message>
        <source>for the whole clip</source>
        <translation>den ganzen Clip lang</translation>
    </message>
    <message>
        <source>from frame {a} to {b}</source>
        <translation>von Bild {a} bis {b}</translation>
    </message>
    <message>
        <source>the view moves smoothly</source>
        <translation>die Ansicht bewegt sich gleichmäßig</translation>
    </message>
    <message>
        <source>it moves smoothly</source>
        <translation>es bewegt sich gleichmäßig</translation>
    </message>
    <message>
        <source>{a} px to and fro, frame by frame</source>
        <translation>{a} px hin und her, Bild für Bild</translation>
    </message>
    <message>
        <source>The whole picture jerks to and fro by {a} px from frame to frame between frames {b} and {c}</source>
        <translation>Das ganze Bild ruckt von Bild zu Bild um {a} px hin und her, zwischen Bild {b} und {c}</translation>
    </message>
    <message>
        <source>It jerks to and fro by {a} px from frame to frame between frames {b} and {c}</source>
        <translation>Es ruckt von Bild zu Bild um {a} px hin und her, zwischen Bild {b} und {c}</translation>
    </message>
    <message>
        <source>the light stays the same or changes over several frames</source>
        <translation>das Licht bleibt gleich oder ändert sich über mehrere Bilder</translation>
    </message>
    <message>
        <source>{a} % lighter or darker than the frames beside, again and again</source>
        <translation>{a} % heller oder dunkler als die Bilder daneben, immer wieder</translation>
    </message>
    <message>
        <source>The light of the whole picture jumps by {a} % from frame to frame between frames {b} and {c}</source>
        <translation>Das Licht des ganzen Bilds springt von Bild zu Bild um {a} %, zwischen Bild {b} und {c}</translation>
    </message>
    <message>
        <source>The light of a part of the picture jumps by {a} % from frame to frame between frames {b} and {c}</source>
        <translation>Das Licht eines Teils des Bilds springt von Bild zu Bild um {a} % zwischen den Bildern {b} und {c}</translation>
    </message>
    <message>
        <source>The light of one thing jumps by {a} % from frame to frame between frames {b} and {c}</source>
        <translation>Das Licht eines Dings springt von Bild zu Bild um {a} % zwischen den Bildern {b} und {c}</translation>
    </message>
    <message>
        <source>it goes on from ({a}, {b})</source>
        <translation>es geht von ({a}, {b}) aus weiter</translation>
    </message>
    <message>
        <source>{a} px farther {b} ms later</source>
        <translation>{b} ms später {a} px weiter</translation>
    </message>
    <message>
        <source>It is at ({a}, {b}) in frame {c} and at ({d}, {e}) in frame {f}: {g} px without a way between</source>
        <translation>In Bild {c} ist es bei ({a}, {b}), in Bild {f} bei ({d}, {e}): {g} px ohne Weg dazwischen</translation>
    </message>
    <message>
        <source>what is there comes from somewhere</source>
        <translation>was da ist, kommt von irgendwo</translation>
    </message>
    <message>
        <source>what was there goes somewhere</source>
        <translation>was da war, geht irgendwohin</translation>
    </message>
    <message>
        <source>appears</source>
        <translation>erscheint</translation>
    </message>
    <message>
        <source>vanishes</source>
        <translation>verschwindet</translation>
    </message>
    <message>
        <source>{a} % of the picture</source>
        <translation>{a} % des Bilds</translation>
    </message>
    <message>
        <source>{a} % of the picture {b} within {c} frames</source>
        <translation>{a} % des Bilds {b} binnen {c} Bildern</translation>
    </message>
    <message>
        <source>{a} % of the picture {b} from one frame to the next</source>
        <translation>{a} % des Bilds {b} von einem Bild zum nächsten</translation>
    </message>
    <message>
        <source>Something ({a}) {b} between frames {c} and {d} {e}</source>
        <translation>Etwas ({a}) {b} zwischen Bild {c} und {d}, {e}</translation>
    </message>
    <message>
        <source>without coming in over the border or from behind anything</source>
        <translation>ohne über den Rand zu kommen oder hinter etwas hervor</translation>
    </message>
    <message>
        <source>without going out over the border or behind anything</source>
        <translation>ohne über den Rand zu gehen oder hinter etwas</translation>
    </message>
    <message>
        <source>something that moves {a} as it is, with nothing near</source>
        <translation>etwas Bewegtes {a} fertig, ohne dass etwas in der Nähe ist</translation>
    </message>
    <message>
        <source>Something that moves {a} between frames {b} and {c} {d} over the border, and nothing is near that it could be behind</source>
        <translation>Etwas Bewegtes {a} zwischen Bild {b} und {c}, ohne über den Rand {d}, und nichts ist nah, hinter dem es sein könnte</translation>
    </message>
    <message>
        <source>without having come in</source>
        <translation>hereingekommen zu sein</translation>
    </message>
    <message>
        <source>without having gone out</source>
        <translation>hinausgegangen zu sein</translation>
    </message>
    <message>
        <source>gone for {a} s, and there again {b} px away</source>
        <translation>{a} s lang weg und {b} px weiter wieder da</translation>
    </message>
    <message>
        <source>It vanishes after frame {a} and is there again in frame {b}: the same thing, as you said</source>
        <translation>Es verschwindet nach Bild {a} und ist in Bild {b} wieder da: dasselbe Ding, wie markiert</translation>
    </message>
    <message>
        <source>what rises {a} px by itself slows down</source>
        <translation>was von selbst {a} px steigt, wird langsamer</translation>
    </message>
    <message>
        <source>as things here fall with {a} px/s²</source>
        <translation>denn hier fallen Dinge mit {a} px/s²</translation>
    </message>
    <message>
        <source>from {a} to {b} px/s while it rises {c} px</source>
        <translation>von {a} auf {b} px/s, während es {c} px steigt</translation>
    </message>
    <message>
        <source>It rises and gets faster ({a} to {b} px/s) with nothing that carries it: it falls upwards</source>
        <translation>Es steigt und wird schneller ({a} auf {b} px/s), ohne dass etwas es trägt: Es fällt nach oben</translation>
    </message>
    <message>
        <source>It rises and no longer slows down ({a} to {b} px/s), although it did so just before and nothing carries it</source>
        <translation>Es steigt und wird nicht mehr langsamer ({a} auf {b} px/s), obwohl es das eben noch wurde und nichts es trägt</translation>
    </message>
    <message>
        <source>it falls to the floor that you marked</source>
        <translation>es fällt auf den markierten Boden</translation>
    </message>
    <message>
        <source>it stays where it is for {a} s, {b} px above the floor</source>
        <translation>es bleibt {a} s lang, wo es ist, {b} px über dem Boden</translation>
    </message>
    <message>
        <source>It hangs in the air for {a} s, {b} px above the floor, and nothing holds it</source>
        <translation>Es hängt {a} s lang in der Luft, {b} px über dem Boden, und nichts hält es</translation>
    </message>
    <message>
        <source>it falls, as it did with {a} px/s²</source>
        <translation>es fällt, wie zuvor mit {a} px/s²</translation>
    </message>
    <message>
        <source>for {a} s it neither falls nor rises</source>
        <translation>{a} s lang fällt und steigt es nicht</translation>
    </message>
    <message>
        <source>It stops at the top of its way and hangs in the air for {a} s, where nothing holds it</source>
        <translation>Es bleibt am höchsten Punkt seines Weges stehen und hängt {a} s lang in der Luft, wo nichts es hält</translation>
    </message>
    <message>
        <source>it falls once it is let go of</source>
        <translation>es fällt, sobald es losgelassen wird</translation>
    </message>
    <message>
        <source>It is let go of and hangs in the air for {a} s, {b} px above where it lay</source>
        <translation>Es wird losgelassen und hängt {a} s lang in der Luft, {b} px über der Stelle, an der es lag</translation>
    </message>
    <message>
        <source>it turns there and comes back down</source>
        <translation>es kehrt dort um und kommt wieder herunter</translation>
    </message>
    <message>
        <source>It swings up to one side and stays there for {a} s, {b} px above its lowest place</source>
        <translation>Es schwingt auf eine Seite hinauf und bleibt dort {a} s lang, {b} px über seiner tiefsten Stelle</translation>
    </message>
    <message>
        <source>it gets faster and faster, to {a} px/s at the end of that way</source>
        <translation>es wird immer schneller, bis {a} px/s am Ende dieses Weges</translation>
    </message>
    <message>
        <source>it falls, as the prompt says</source>
        <translation>es fällt, wie es der Prompt sagt</translation>
    </message>
    <message>
        <source>it sinks {a} px with {b} px/s all the time</source>
        <translation>es sinkt {a} px, die ganze Zeit mit {b} px/s</translation>
    </message>
    <message>
        <source>in {a} s nothing comes down</source>
        <translation>in {a} s kommt nichts herunter</translation>
    </message>
    <message>
        <source>It should fall, and sinks as evenly as on a string ({a} px/s)</source>
        <translation>Es sollte fallen und sinkt so gleichmäßig wie an einer Schnur ({a} px/s)</translation>
    </message>
    <message>
        <source>It should fall, and never comes down in {a} s</source>
        <translation>Es sollte fallen und kommt in {a} s nie herunter</translation>
    </message>
    <message>
        <source>It turns back {a} px above the floor that you marked: nothing is there</source>
        <translation>Es kehrt {a} px über dem markierten Boden um: Dort ist nichts</translation>
    </message>
    <message>
        <source>it keeps its way until something hits it, and what stands still adds no speed</source>
        <translation>es behält seinen Weg, bis etwas es trifft, und was stillsteht, gibt kein Tempo dazu</translation>
    </message>
    <message>
        <source>from {a} to {b} px/s at once, with nothing near that moves</source>
        <translation>auf einmal von {a} auf {b} px/s, ohne etwas Bewegtes in der Nähe</translation>
    </message>
    <message>
        <source>It sets off at {a} px/s by itself: nothing touches it</source>
        <translation>Es setzt sich mit {a} px/s von selbst in Bewegung: Nichts berührt es</translation>
    </message>
    <message>
        <source>It turns away in the air, from {a} to {b} px/s: nothing touches it</source>
        <translation>Es biegt in der Luft ab, von {a} auf {b} px/s: Nichts berührt es</translation>
    </message>
    <message>
        <source>It is pushed by nothing: {a} px/s become {b} px/s at once</source>
        <translation>Nichts stößt es an: Aus {a} px/s werden auf einmal {b} px/s</translation>
    </message>
    <message>
        <source>it keeps its size, unless it comes nearer or the camera zooms in</source>
        <translation>es behält seine Größe, außer es kommt näher oder die Kamera zoomt</translation>
    </message>
    <message>
        <source>{a} times {b} {c} (area {d} times)</source>
        <translation>{a}-mal {b} {c} (Fläche {d}-mal)</translation>
    </message>
    <message>
        <source>It becomes {a} times {b} {c}, without coming nearer</source>
        <translation>Es wird {a}-mal {b} {c}, ohne näher zu kommen</translation>
    </message>
    <message>
        <source>It becomes {a} times {b} {c}, without going away</source>
        <translation>Es wird {a}-mal {b} {c}, ohne sich zu entfernen</translation>
    </message>
    <message>
        <source>what stands still keeps its size</source>
        <translation>was stillsteht, behält seine Größe</translation>
    </message>
    <message>
        <source>{a} times {b} where it stands</source>
        <translation>{a}-mal {b}, wo es steht</translation>
    </message>
    <message>
        <source>Something that stands still becomes {a} times {b}</source>
        <translation>Etwas, das stillsteht, wird {a}-mal {b}</translation>
    </message>
    <message>
        <source>what stands still keeps its form</source>
        <translation>was stillsteht, behält seine Form</translation>
    </message>
    <message>
        <source>{a} % of its colours stay, and its form does not</source>
        <translation>{a} % seiner Farben bleiben, seine Form nicht</translation>
    </message>
    <message>
        <source>Something that stands still changes its form</source>
        <translation>Etwas, das stillsteht, ändert seine Form</translation>
    </message>
    <message>
        <source>what stands still stays the same thing</source>
        <translation>was stillsteht, bleibt dasselbe Ding</translation>
    </message>
    <message>
        <source>{a} of the colours in its place are others</source>
        <translation>{a} der Farben an seinem Ort sind andere</translation>
    </message>
    <message>
        <source>Something that stands still becomes something else: {a} of its colours change</source>
        <translation>Etwas, das stillsteht, wird etwas anderes: {a} seiner Farben ändern sich</translation>
    </message>
    <message>
        <source>what stands still keeps all of its parts</source>
        <translation>was stillsteht, behält alle seine Teile</translation>
    </message>
    <message>
        <source>a part ({a} % of the picture) {b} it, the rest stays</source>
        <translation>ein Teil ({a} % des Bilds) {b} ihm, der Rest bleibt</translation>
    </message>
    <message>
        <source>A part {a} something that stands still, and nothing came by</source>
        <translation>Ein Teil {a} etwas, das stillsteht, und nichts kam vorbei</translation>
    </message>
    <message>
        <source>comes to</source>
        <translation>kommt zu</translation>
    </message>
    <message>
        <source>is gone from</source>
        <translation>fehlt an</translation>
    </message>
    <message>
        <source>larger</source>
        <translation>größer</translation>
    </message>
    <message>
        <source>smaller</source>
        <translation>kleiner</translation>
    </message>
    <message>
        <source>over {a} s</source>
        <translation>in {a} s</translation>
    </message>
    <message>
        <source>from one moment to the next</source>
        <translation>von einem Moment zum nächsten</translation>
    </message>
    <message>
        <source>a thing that nothing covers keeps all of its parts</source>
        <translation>ein Ding, das nichts verdeckt, behält alle seine Teile</translation>
    </message>
    <message>
        <source>{a} of it are gone after {b} s, and stay so</source>
        <translation>{a} davon sind nach {b} s weg und bleiben es</translation>
    </message>
    <message>
        <source>A part of it ({a}) dissolves: nothing covers it, nothing comes off it</source>
        <translation>Ein Teil davon ({a}) löst sich auf: Nichts verdeckt es, nichts kommt davon ab</translation>
    </message>
    <message>
        <source>what was filled in stays in</source>
        <translation>was eingefüllt ist, bleibt drin</translation>
    </message>
    <message>
        <source>the level falls by {a} within {b} s after it had risen</source>
        <translation>der Pegel fällt binnen {b} s um {a}, nachdem er gestiegen war</translation>
    </message>
    <message>
        <source>The level falls again by {a}, though nothing runs out</source>
        <translation>Der Pegel fällt wieder um {a}, obwohl nichts ausläuft</translation>
    </message>
    <message>
        <source>a level rises as evenly as it is filled</source>
        <translation>ein Pegel steigt so gleichmäßig, wie gefüllt wird</translation>
    </message>
    <message>
        <source>the level grows by {a} within {b} s</source>
        <translation>der Pegel wächst binnen {b} s um {a}</translation>
    </message>
    <message>
        <source>The level jumps up by {a} at once: more comes than is poured</source>
        <translation>Der Pegel springt auf einmal um {a}: Es kommt mehr, als gegossen wird</translation>
    </message>
    <message>
        <source>{a} of the rise happens within {b} s</source>
        <translation>{a} des Anstiegs geschehen binnen {b} s</translation>
    </message>
    <message>
        <source>The level jumps up: {a} of all that it rises comes at once</source>
        <translation>Der Pegel springt: {a} seines ganzen Anstiegs kommen auf einmal</translation>
    </message>
    <message>
        <source>a level rises as long as it is poured into</source>
        <translation>ein Pegel steigt, solange hineingegossen wird</translation>
    </message>
    <message>
        <source>it rises in {a} of the {b} s in which the stream runs</source>
        <translation>er steigt in {a} der {b} s, in denen der Strahl läuft</translation>
    </message>
    <message>
        <source>The level stands still although it is poured into: it rises in {a} of the time</source>
        <translation>Der Pegel steht, obwohl hineingegossen wird: Er steigt in {a} der Zeit</translation>
    </message>
    <message>
        <source>the level sinks by {a} % while a stream stands on it</source>
        <translation>der Pegel sinkt um {a} %, während ein Strahl auf ihm steht</translation>
    </message>
    <message>
        <source>it sinks</source>
        <translation>er sinkt</translation>
    </message>
    <message>
        <source>it keeps its form, however it turns</source>
        <translation>es behält seine Form, wie es sich auch dreht</translation>
    </message>
    <message>
        <source>its outline changes by {a} times what turning explains</source>
        <translation>sein Umriss ändert sich {a}-mal so sehr, wie Drehen erklärt</translation>
    </message>
    <message>
        <source>Something changes its form between frames {a} and {b}, which no turning and no coming nearer explains</source>
        <translation>Etwas ändert zwischen Bild {a} und {b} seine Form, was weder Drehen noch Näherkommen erklärt</translation>
    </message>
    <message>
        <source>its surface gets {a} % longer one way and shorter the other</source>
        <translation>seine Fläche wird in einer Richtung um {a} % länger und in der anderen kürzer</translation>
    </message>
    <message>
        <source>its surface is off by {a} % of its size</source>
        <translation>seine Fläche liegt um {a} % seiner Größe daneben</translation>
    </message>
    <message>
        <source>Something is squeezed or stretched between frames {a} and {b}: what turns gets shorter only, what comes nearer longer only</source>
        <translation>Etwas wird zwischen den Bildern {a} und {b} gestaucht oder gedehnt: Was sich dreht, wird nur kürzer, was näher kommt, nur länger</translation>
    </message>
    <message>
        <source>The surface of something bends between frames {a} and {b}, as that of something rigid cannot</source>
        <translation>Die Fläche von etwas verbiegt sich zwischen den Bildern {a} und {b}, wie es Starres nicht kann</translation>
    </message>
    <message>
        <source>it stays the same thing</source>
        <translation>es bleibt dasselbe Ding</translation>
    </message>
    <message>
        <source>{a} of its colours are others after {b} s, and stay so</source>
        <translation>{a} seiner Farben sind nach {b} s andere und bleiben es</translation>
    </message>
    <message>
        <source>It becomes another thing: {a} of its colours change within {b} s</source>
        <translation>Es wird ein anderes Ding: {a} seiner Farben ändern sich binnen {b} s</translation>
    </message>
    <message>
        <source>{a} of its colours are others when it is there again</source>
        <translation>{a} seiner Farben sind andere, wenn es wieder da ist</translation>
    </message>
    <message>
        <source>It comes back as another thing: {a} of its colours are others</source>
        <translation>Es kommt als etwas anderes wieder: {a} seiner Farben sind andere</translation>
    </message>
    <message>
        <source>its area is {a} times what it was {b} s before</source>
        <translation>seine Fläche ist das {a}-Fache von der {b} s davor</translation>
    </message>
    <message>
        <source>It comes back in another size: {a} times the area it had</source>
        <translation>Es kommt in anderer Größe wieder: mit dem {a}-Fachen seiner Fläche</translation>
    </message>
    <message>
        <source>what goes behind something comes out as it went in</source>
        <translation>was hinter etwas geht, kommt heraus, wie es hineinging</translation>
    </message>
    <message>
        <source>what comes out on its way shares {a} % of its colours</source>
        <translation>was auf seinem Weg herauskommt, hat {a} % seiner Farben</translation>
    </message>
    <message>
        <source>What comes out from behind is not what went in</source>
        <translation>Was dahinter hervorkommt, ist nicht, was hineinging</translation>
    </message>
    <message>
        <source>two things that meet are two afterwards</source>
        <translation>zwei Dinge, die sich treffen, sind danach zwei</translation>
    </message>
    <message>
        <source>one of them is not seen again, {a} s after they had to part</source>
        <translation>eines davon ist {a} s, nachdem sie sich trennen mussten, nicht wieder zu sehen</translation>
    </message>
    <message>
        <source>Two things meet and only one is left: they melt into each other</source>
        <translation>Zwei Dinge treffen sich, und nur eines bleibt: Sie verschmelzen</translation>
    </message>
    <message>
        <source>solid things stop or turn each other, or one gives way</source>
        <translation>feste Dinge halten einander auf oder lenken sich ab, oder eines gibt nach</translation>
    </message>
    <message>
        <source>{a} of its extent inside {b}</source>
        <translation>{a} seiner Ausdehnung darin ({b})</translation>
    </message>
    <message>
        <source>{a} through {b}: {c} of its extent is inside it</source>
        <translation>{a} hindurch ({b}): {c} seiner Ausdehnung sind darin</translation>
    </message>
    <message>
        <source>it comes out at the far side of {a}</source>
        <translation>es kommt auf der anderen Seite heraus ({a})</translation>
    </message>
    <message>
        <source>{a} through {b}: it comes out at the far side of what does not move</source>
        <translation>{a} hindurch ({b}): Es kommt auf der anderen Seite dessen heraus, was sich nicht bewegt</translation>
    </message>
    <message>
        <source>It goes</source>
        <translation>Es geht</translation>
    </message>
    <message>
        <source>It possibly goes</source>
        <translation>Es geht vielleicht</translation>
    </message>
    <message>
        <source>A hand possibly goes</source>
        <translation>Eine Hand geht vielleicht</translation>
    </message>
    <message>
        <source>what you marked as solid</source>
        <translation>als fest Markiertes</translation>
    </message>
    <message>
        <source>the floor you marked</source>
        <translation>der markierte Boden</translation>
    </message>
    <message>
        <source>something that stands still</source>
        <translation>etwas Stillstehendes</translation>
    </message>
    <message>
        <source>another mover</source>
        <translation>etwas anderes Bewegtes</translation>
    </message>
    <message>
        <source>{a} moves, as the prompt says (&apos;{b}&apos;)</source>
        <translation>{a} bewegt sich, wie es der Prompt sagt (‚{b}‘)</translation>
    </message>
    <message>
        <source>one thing moves, and nothing else does</source>
        <translation>ein Ding bewegt sich, sonst nichts</translation>
    </message>
    <message>
        <source>It may go through {a} or past it: nothing else moves</source>
        <translation>Es geht vielleicht durch {a} hindurch oder daran vorbei: Sonst bewegt sich nichts</translation>
    </message>
    <message>
        <source>it moves when it is hit, not before</source>
        <translation>es bewegt sich, wenn es getroffen wird, nicht vorher</translation>
    </message>
    <message>
        <source>it sets off {a} s before the other one is there, which is still {b} px ({c} of its widths) away</source>
        <translation>es geht {a} s los, bevor das andere da ist, das noch {b} px ({c} seiner Breiten) weg ist</translation>
    </message>
    <message>
        <source>It moves {a} s before it is reached: the effect comes before its cause</source>
        <translation>Es bewegt sich {a} s, bevor es erreicht wird: Die Wirkung kommt vor der Ursache</translation>
    </message>
    <message>
        <source>whoever walks gets somewhere</source>
        <translation>wer geht, kommt irgendwohin</translation>
    </message>
    <message>
        <source>what swings is where it was, and nothing else gets anywhere</source>
        <translation>was schwingt, ist, wo es war, und sonst kommt nichts irgendwohin</translation>
    </message>
    <message>
        <source>The legs may tread on the spot: they swing, and nobody gets anywhere</source>
        <translation>Die Beine treten vielleicht auf der Stelle: Sie schwingen, und niemand kommt irgendwohin</translation>
    </message>
    <message>
        <source>the body goes the way it faces, or the foot that carries it stands</source>
        <translation>der Körper geht, wohin er schaut, oder der tragende Fuß steht</translation>
    </message>
    <message>
        <source>the foot that carries goes along at {a} of the body&apos;s speed</source>
        <translation>der tragende Fuß geht mit dem {a}-Fachen des Körpertempos mit</translation>
    </message>
    <message>
        <source>toes to the {a}, body to the {b}; {c}</source>
        <translation>Zehen {a}, Körper {b}; {c}</translation>
    </message>
    <message>
        <source>The legs walk to the {a} while the body slides to the {b}: {c}</source>
        <translation>Die Beine gehen {a}, während der Körper {b} gleitet: {c}</translation>
    </message>
    <message>
        <source>Somebody {a}, and {b}</source>
        <translation>Jemand {a}, und {b}</translation>
    </message>
    <message>
        <source>walks to the {a}</source>
        <translation>geht {a}</translation>
    </message>
    <message>
        <source>walks backward to the {a}</source>
        <translation>geht rückwärts {a}</translation>
    </message>
    <message>
        <source>in every walk one foot stands</source>
        <translation>bei jedem Gang steht ein Fuß</translation>
    </message>
    <message>
        <source>what is lowest of it goes along at {a} of the body&apos;s speed</source>
        <translation>sein Unterstes geht mit dem {a}-Fachen des Körpertempos mit</translation>
    </message>
    <message>
        <source>The feet stand</source>
        <translation>Die Füße stehen</translation>
    </message>
    <message>
        <source>The feet may slide</source>
        <translation>Die Füße gleiten vielleicht</translation>
    </message>
    <message>
        <source>The legs run the wrong way under the body</source>
        <translation>Die Beine laufen unter dem Körper verkehrt</translation>
    </message>
    <message>
        <source>height</source>
        <translation>Höhe</translation>
    </message>
    <message>
        <source>area</source>
        <translation>Fläche</translation>
    </message>
    <message>
        <source>level</source>
        <translation>Pegel</translation>
    </message>
    <message>
        <source>energy</source>
        <translation>Energie</translation>
    </message>
    <message>
        <source>brightness</source>
        <translation>Helligkeit</translation>
    </message>
    <message>
        <source>way as asked</source>
        <translation>verlangter Weg</translation>
    </message>
    <message>
        <source>gap</source>
        <translation>Abstand</translation>
    </message>
    <message>
        <source>depth</source>
        <translation>Tiefe</translation>
    </message>
    <message>
        <source>moving part of the picture</source>
        <translation>bewegter Teil des Bilds</translation>
    </message>
    <message>
        <source>distance to the border</source>
        <translation>Abstand zum Rand</translation>
    </message>
    <message>
        <source>speed of the foot that carries</source>
        <translation>Tempo des tragenden Fußes</translation>
    </message>
    <message>
        <source>speed of the body</source>
        <translation>Tempo des Körpers</translation>
    </message>
    <message>
        <source>view, sideways</source>
        <translation>Ansicht, seitwärts</translation>
    </message>
    <message>
        <source>view, downwards</source>
        <translation>Ansicht, abwärts</translation>
    </message>
    <message>
        <source>step, sideways</source>
        <translation>Schritt, seitwärts</translation>
    </message>
    <message>
        <source>step, downwards</source>
        <translation>Schritt, abwärts</translation>
    </message>
    <message>
        <source>likeness</source>
        <translation>Ähnlichkeit</translation>
    </message>
    <message>
        <source>something else</source>
        <translation>etwas anderes</translation>
    </message>
    <message>
        <source>motion of the static region</source>
        <translation>Bewegung des statischen Bereichs</translation>
    </message>
    <message>
        <source>way from its place</source>
        <translation>Weg von seinem Ort</translation>
    </message>
    <message>
        <source>motion outside the brush</source>
        <translation>Bewegung außerhalb des Pinsels</translation>
    </message>
    <message>
        <source>other colours</source>
        <translation>andere Farben</translation>
    </message>
    <message>
        <source>place, sideways</source>
        <translation>Ort, seitwärts</translation>
    </message>
    <message>
        <source>as it should go</source>
        <translation>wie es gehen soll</translation>
    </message>
    <message>
        <source>bending</source>
        <translation>Biegung</translation>
    </message>
    <message>
        <source>strain</source>
        <translation>Verzerrung</translation>
    </message>
    <message>
        <source>outline</source>
        <translation>Umriss</translation>
    </message>
    <message>
        <source>px a frame</source>
        <translation>px je Bild</translation>
    </message>
    <message>
        <source>gray levels</source>
        <translation>Graustufen</translation>
    </message>
    <message>
        <source>pixels</source>
        <translation>Pixel</translation>
    </message>
    <message>
        <source>share of its hull</source>
        <translation>Anteil seiner Hülle</translation>
    </message>
    <message>
        <source>% of its size</source>
        <translation>% seiner Größe</translation>
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
        <source>{}–{} s</source>
        <translation>{}–{} s</translation>
    </message>
    <message>
        <source>Makes another frame of the start image; the motion plan goes along.</source>
        <translation>Schneidet das Startbild neu zu; der Bewegungsplan geht mit.</translation>
    </message>
    <message>
        <source>Changes the motion plan, not the words.</source>
        <translation>Ändert den Bewegungsplan, nicht die Worte.</translation>
    </message>
    <message>
        <source>Removes the end image.</source>
        <translation>Entfernt das Endbild.</translation>
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
        <source>apex</source>
        <translation>Scheitel</translation>
    </message>
    <message>
        <source>floor</source>
        <translation>Boden</translation>
    </message>
    <message>
        <source>lands</source>
        <translation>landet</translation>
    </message>
    <message>
        <source>springs</source>
        <translation>springt</translation>
    </message>
    <message>
        <source>pivot</source>
        <translation>Drehpunkt</translation>
    </message>
    <message>
        <source>centre</source>
        <translation>Mitte</translation>
    </message>
    <message>
        <source>tilt</source>
        <translation>Neigung</translation>
    </message>
    <message>
        <source>top</source>
        <translation>oben</translation>
    </message>
    <message>
        <source>end</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>corner</source>
        <translation>Ecke</translation>
    </message>
    <message>
        <source>{0}× time</source>
        <translation>{0}× Zeit</translation>
    </message>
    <message>
        <source>{0} m/s at {1}°</source>
        <translation>{0} m/s, {1}°</translation>
    </message>
    <message>
        <source>{0} hits</source>
        <translation>{0} Aufschläge</translation>
    </message>
    <message>
        <source>{0} hit</source>
        <translation>{0} Aufschlag</translation>
    </message>
    <message>
        <source>{0} m/s</source>
        <translation>{0} m/s</translation>
    </message>
    <message>
        <source>up to {0} m/s</source>
        <translation>bis {0} m/s</translation>
    </message>
    <message>
        <source>{0} s a swing</source>
        <translation>{0} s je Schwung</translation>
    </message>
    <message>
        <source>{0} s a round</source>
        <translation>{0} s je Umlauf</translation>
    </message>
    <message>
        <source>{0} steps</source>
        <translation>{0} Schritte</translation>
    </message>
    <message>
        <source>still in the air at the end</source>
        <translation>am Ende noch in der Luft</translation>
    </message>
    <message>
        <source>lands {0} s</source>
        <translation>landet {0} s</translation>
    </message>
    <message>
        <source>stops {0} s</source>
        <translation>hält {0} s</translation>
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
Behalten wird beim Erzeugen und beim Verlassen eines Shots.</translation>
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
        <translation>nicht erzeugt</translation>
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
        <source>The best way it has</source>
        <translation>Der beste Weg des Modells</translation>
    </message>
    <message>
        <source>Two clocks on the guide clip</source>
        <translation>Zwei Uhren mit dem Vorlagenclip</translation>
    </message>
    <message>
        <source>A control video of the pixels</source>
        <translation>Steuervideo aus den Pixeln</translation>
    </message>
    <message>
        <source>A control video of boxes</source>
        <translation>Steuervideo aus Rahmen</translation>
    </message>
    <message>
        <source>Drawn tracks</source>
        <translation>Gezeichnete Spuren</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Worte</translation>
    </message>
    <message>
        <source>Not at all</source>
        <translation>Gar nicht</translation>
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
    <message>
        <source>write for {model}</source>
        <translation>für {model} schreiben</translation>
    </message>
    <message>
        <source>set up for {model}</source>
        <translation>für {model} einstellen</translation>
    </message>
    <message>
        <source>the same</source>
        <translation>dasselbe</translation>
    </message>
    <message>
        <source>The start image in motion, lossless, with its mask and displacement: for Time-to-Move, warped noise and video to video</source>
        <translation>Das Startbild in Bewegung, verlustfrei, mit Maske und Versatz: für Time-to-Move, Warped Noise und Video zu Video</translation>
    </message>
    <message>
        <source>Where points of each region are in every frame: for Wan-Move and ATI</source>
        <translation>Wo Punkte jedes Bereichs in jedem Bild sind: für Wan-Move und ATI</translation>
    </message>
    <message>
        <source>What moves on grey, and the boxes of what moves, with masks: for VACE</source>
        <translation>Was sich bewegt, auf Grau, und seine Rahmen, mit Masken: für VACE</translation>
    </message>
    <message>
        <source>Coloured trails of the points: for LTX-2.3 with its LoRA Motion-Track-Control</source>
        <translation>Farbige Spuren der Punkte: für LTX-2.3 mit der LoRA Motion-Track-Control</translation>
    </message>
    <message>
        <source>Masks and paths for the image-to-video call: for the brush of Kling</source>
        <translation>Masken und Pfade für den Bild-zu-Video-Aufruf: für den Pinsel von Kling</translation>
    </message>
    <message>
        <source>The prompt with every motion said in it: for every other model</source>
        <translation>Der Prompt, der jede Bewegung nennt: für jedes andere Modell</translation>
    </message>
    <message>
        <source>There is no start image</source>
        <translation>Es gibt kein Startbild</translation>
    </message>
    <message>
        <source>Choose one in the Shot menu.</source>
        <translation>Eines im Menü „Shot“ wählen.</translation>
    </message>
    <message>
        <source>There are no strokes in the clipboard</source>
        <translation>In der Zwischenablage sind keine Striche</translation>
    </message>
    <message>
        <source>Copy some first: Ctrl+C.</source>
        <translation>Erst welche kopieren: Strg+C.</translation>
    </message>
    <message>
        <source>The clipboard holds too much to be strokes</source>
        <translation>Die Zwischenablage enthält zu viel für Striche</translation>
    </message>
    <message>
        <source>clipboard</source>
        <translation>Zwischenablage</translation>
    </message>
    <message>
        <source>The plan in the clipboard has no strokes</source>
        <translation>Der Plan in der Zwischenablage hat keine Striche</translation>
    </message>
    <message>
        <source>Arrows move the crosshair, Enter puts the tool down and lifts it.</source>
        <translation>Pfeile bewegen das Fadenkreuz, Enter setzt das Werkzeug auf und hebt es ab.</translation>
    </message>
    <message>
        <source>guide clip</source>
        <translation>Vorlagenclip</translation>
    </message>
    <message>
        <source>point tracks</source>
        <translation>Punktspuren</translation>
    </message>
    <message>
        <source>VACE video</source>
        <translation>VACE-Video</translation>
    </message>
    <message>
        <source>track video</source>
        <translation>Spurvideo</translation>
    </message>
    <message>
        <source>motion brush</source>
        <translation>Bewegungspinsel</translation>
    </message>
    <message>
        <source>ignored: {why}</source>
        <translation>ignoriert: {why}</translation>
    </message>
    <message>
        <source>by words only on {model}</source>
        <translation>bei {model} nur durch Worte</translation>
    </message>
    <message>
        <source>{said} · strength {percent} %</source>
        <translation>{said} · Stärke {percent} %</translation>
    </message>
    <message>
        <source>native</source>
        <translation>nativ</translation>
    </message>
    <message>
        <source>as painted</source>
        <translation>wie gemalt</translation>
    </message>
    <message>
        <source>steered by {what}</source>
        <translation>gesteuert per {what}</translation>
    </message>
    <message>
        <source>native: {what}</source>
        <translation>nativ: {what}</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>How fast its time runs: 100 % is real time, 50 % is half speed</source>
        <translation>Wie schnell seine Zeit läuft: 100 % ist Echtzeit, 50 % halbes Tempo</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Metres a second when it is let go</source>
        <translation>Meter je Sekunde beim Loslassen</translation>
    </message>
    <message>
        <source>Angle</source>
        <translation>Winkel</translation>
    </message>
    <message>
        <source>Degrees above the level when it is let go</source>
        <translation>Grad über der Waagerechten beim Loslassen</translation>
    </message>
    <message>
        <source>Bounce</source>
        <translation>Rückprall</translation>
    </message>
    <message>
        <source>Of its speed, what every hit gives back: a steel ball 90 %, clay 0 %</source>
        <translation>Was jeder Aufschlag vom Tempo zurückgibt: Stahlkugel 90 %, Lehm 0 %</translation>
    </message>
    <message>
        <source>Toss</source>
        <translation>Wurfhöhe</translation>
    </message>
    <message>
        <source>How far it is tossed up first, in percent of the frame&apos;s height</source>
        <translation>Wie weit es erst hochgeworfen wird, in Prozent der Bildhöhe</translation>
    </message>
    <message>
        <source>Friction</source>
        <translation>Reibung</translation>
    </message>
    <message>
        <source>Of the floor: ice 0.03, wood 0.3, rubber 0.9</source>
        <translation>Des Bodens: Eis 0,03, Holz 0,3, Gummi 0,9</translation>
    </message>
    <message>
        <source>Radius</source>
        <translation>Radius</translation>
    </message>
    <message>
        <source>Of the thing, in percent of the frame&apos;s height</source>
        <translation>Des Objekts, in Prozent der Bildhöhe</translation>
    </message>
    <message>
        <source>Push</source>
        <translation>Anstoß</translation>
    </message>
    <message>
        <source>Metres a second that it has at the start</source>
        <translation>Meter je Sekunde am Anfang</translation>
    </message>
    <message>
        <source>Of the thing, in percent of the frame&apos;s height: its turn goes by it</source>
        <translation>Des Objekts, in Prozent der Bildhöhe: danach richtet sich die Drehung</translation>
    </message>
    <message>
        <source>Resistance</source>
        <translation>Widerstand</translation>
    </message>
    <message>
        <source>Of the ground: road 0.01, grass 0.1, sand 0.3</source>
        <translation>Des Bodens: Straße 0,01, Gras 0,1, Sand 0,3</translation>
    </message>
    <message>
        <source>Of the ground: ice 0.03, wood 0.3, rubber 0.9</source>
        <translation>Des Bodens: Eis 0,03, Holz 0,3, Gummi 0,9</translation>
    </message>
    <message>
        <source>Swing</source>
        <translation>Ausschlag</translation>
    </message>
    <message>
        <source>Degrees from hanging that it is let go at, to the right</source>
        <translation>Grad vom Lot beim Loslassen, nach rechts</translation>
    </message>
    <message>
        <source>Round</source>
        <translation>Umlauf</translation>
    </message>
    <message>
        <source>Seconds a round</source>
        <translation>Sekunden je Umlauf</translation>
    </message>
    <message>
        <source>Tilt</source>
        <translation>Neigung</translation>
    </message>
    <message>
        <source>How round it is seen: 100 % from above, 0 % from the side</source>
        <translation>Wie rund es erscheint: 100 % von oben, 0 % von der Seite</translation>
    </message>
    <message>
        <source>Stretch</source>
        <translation>Streckung</translation>
    </message>
    <message>
        <source>0 is a circle; above 0 it starts at its nearest point, below at its far</source>
        <translation>0 ist ein Kreis; über 0 beginnt es am nächsten Punkt, darunter am fernsten</translation>
    </message>
    <message>
        <source>Metres a second that it ends up with</source>
        <translation>Meter je Sekunde am Ende</translation>
    </message>
    <message>
        <source>Sway</source>
        <translation>Schwanken</translation>
    </message>
    <message>
        <source>To either side, in percent of the frame&apos;s height</source>
        <translation>Zu jeder Seite, in Prozent der Bildhöhe</translation>
    </message>
    <message>
        <source>Per sway</source>
        <translation>Je Schwung</translation>
    </message>
    <message>
        <source>How far it rises in one sway, in percent of the frame&apos;s height</source>
        <translation>Wie weit es je Schwung steigt, in Prozent der Bildhöhe</translation>
    </message>
    <message>
        <source>Pace</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Metres a second; how long the legs are says the most there can be</source>
        <translation>Meter je Sekunde; die Beinlänge begrenzt sie</translation>
    </message>
    <message>
        <source>Legs</source>
        <translation>Beine</translation>
    </message>
    <message>
        <source>Their length in percent of the frame&apos;s height: it settles the steps</source>
        <translation>Ihre Länge in Prozent der Bildhöhe: sie bestimmt die Schritte</translation>
    </message>
    <message>
        <source>Level ground goes on</source>
        <translation>Ebener Boden geht weiter</translation>
    </message>
    <message>
        <source>Clockwise</source>
        <translation>Im Uhrzeigersinn</translation>
    </message>
    <message>
        <source>Select the stroke whose region is meant first (V).</source>
        <translation>Erst den Strich wählen, dessen Bereich gemeint ist (V).</translation>
    </message>
    <message>
        <source>Select the other strokes too (Shift+click with Select).</source>
        <translation>Auch die anderen Striche wählen (Umschalt+Klick mit Auswahl).</translation>
    </message>
    <message>
        <source>Grow a region</source>
        <translation>Bereich vergrößern</translation>
    </message>
    <message>
        <source>Shrink a region</source>
        <translation>Bereich verkleinern</translation>
    </message>
    <message>
        <source>Smooth a region</source>
        <translation>Bereich glätten</translation>
    </message>
    <message>
        <source>Fill the holes of a region</source>
        <translation>Löcher eines Bereichs füllen</translation>
    </message>
    <message>
        <source>Invert a region</source>
        <translation>Bereich umkehren</translation>
    </message>
    <message>
        <source>Unite regions</source>
        <translation>Bereiche vereinen</translation>
    </message>
    <message>
        <source>Subtract regions</source>
        <translation>Bereiche abziehen</translation>
    </message>
    <message>
        <source>Intersect regions</source>
        <translation>Schnittmenge der Bereiche</translation>
    </message>
    <message>
        <source>There is nothing to change in it.</source>
        <translation>Daran ist nichts zu ändern.</translation>
    </message>
    <message>
        <source>{0} cm</source>
        <translation>{0} cm</translation>
    </message>
    <message>
        <source>{0} m</source>
        <translation>{0} m</translation>
    </message>
    <message>
        <source>Drag a box around the subject, or click it · Delete: look again · Enter: done</source>
        <translation>Rahmen um das Motiv ziehen oder klicken · Entf: neu suchen · Enter: fertig</translation>
    </message>
    <message>
        <source>its own curve</source>
        <translation>eigene Kurve</translation>
    </message>
    <message>
        <source>Pick the thing</source>
        <translation>Objektauswahl</translation>
    </message>
    <message>
        <source>Click a thing, or drag a loose box around it; then Shift+click what is missing, Alt+click what is too much</source>
        <translation>Ein Objekt klicken oder locker umrahmen; dann Umschalt+Klick auf Fehlendes, Alt+Klick auf Überflüssiges</translation>
    </message>
    <message>
        <source>Off the frame there is nothing to pick.</source>
        <translation>Außerhalb des Bilds gibt es nichts auszuwählen.</translation>
    </message>
    <message>
        <source>Fit a region to its thing</source>
        <translation>Bereich ans Objekt anpassen</translation>
    </message>
    <message>
        <source>Correct a pick</source>
        <translation>Objektauswahl berichtigen</translation>
    </message>
    <message>
        <source>Nothing would be left of the region. It stays as it was.</source>
        <translation>Vom Bereich bliebe nichts übrig. Er bleibt, wie er war.</translation>
    </message>
    <message>
        <source>Shift+click what is missing, Alt+click what is too much.</source>
        <translation>Umschalt+Klick auf Fehlendes, Alt+Klick auf Überflüssiges.</translation>
    </message>
    <message>
        <source>Looking for the thing… Esc gives up.</source>
        <translation>Objekt wird gesucht… Esc bricht ab.</translation>
    </message>
    <message>
        <source>Polygon</source>
        <translation>Polygon</translation>
    </message>
    <message>
        <source>Click the corners, Enter closes, Backspace takes one back; Shift adds to the stroke, Alt takes away</source>
        <translation>Ecken klicken, Enter schließt, Rücktaste nimmt eine zurück; Umschalt fügt zum Strich hinzu, Alt nimmt weg</translation>
    </message>
    <message>
        <source>Enter closes the polygon, Backspace takes a corner back.</source>
        <translation>Enter schließt das Polygon, Rücktaste nimmt eine Ecke zurück.</translation>
    </message>
    <message>
        <source>A polygon has at least three corners. Esc gives it up.</source>
        <translation>Ein Polygon hat mindestens drei Ecken. Esc bricht ab.</translation>
    </message>
    <message>
        <source>Draw a polygon</source>
        <translation>Polygon zeichnen</translation>
    </message>
    <message>
        <source>Rectangle</source>
        <translation>Rechteck</translation>
    </message>
    <message>
        <source>Drag a rectangle; Shift adds to the stroke, Alt takes away</source>
        <translation>Rechteck ziehen; Umschalt fügt zum Strich hinzu, Alt nimmt weg</translation>
    </message>
    <message>
        <source>Drag from one corner of the thing to the other.</source>
        <translation>Von einer Ecke des Objekts zur anderen ziehen.</translation>
    </message>
    <message>
        <source>Draw a rectangle</source>
        <translation>Rechteck zeichnen</translation>
    </message>
    <message>
        <source>Select the stroke to take away from first (V).</source>
        <translation>Erst den Strich wählen, von dem weggenommen wird (V).</translation>
    </message>
    <message>
        <source>There is nothing of the frame in it. Mark what is to move.</source>
        <translation>Darin liegt nichts vom Bild. Markieren, was sich bewegen soll.</translation>
    </message>
    <message>
        <source>The two have nothing in common. The region stays as it was.</source>
        <translation>Beide überschneiden sich nicht. Der Bereich bleibt, wie er war.</translation>
    </message>
    <message>
        <source>Add to a region</source>
        <translation>Zu einem Bereich hinzufügen</translation>
    </message>
    <message>
        <source>Take away from a region</source>
        <translation>Von einem Bereich wegnehmen</translation>
    </message>
    <message>
        <source>Intersect a region</source>
        <translation>Schnittmenge mit Bereich</translation>
    </message>
    <message>
        <source>This region holds the whole frame. Take away what stays (Alt), or move the camera.</source>
        <translation>Dieser Bereich umfasst das ganze Bild. Wegnehmen, was bleibt (Alt), oder die Kamera bewegen.</translation>
    </message>
    <message>
        <source>The region holds nothing of this.</source>
        <translation>Der Bereich enthält nichts davon.</translation>
    </message>
    <message>
        <source>The region holds all of this already.</source>
        <translation>Der Bereich enthält das alles schon.</translation>
    </message>
    <message>
        <source>All of the region lies within this already.</source>
        <translation>Der ganze Bereich liegt schon darin.</translation>
    </message>
    <message>
        <source>Drag along something of known length; turn the arrow to where down is</source>
        <translation>An etwas mit bekannter Länge entlangziehen; den Pfeil nach unten drehen</translation>
    </message>
    <message>
        <source>Drag the ruler along something whose length you know.</source>
        <translation>Das Lineal an etwas entlangziehen, dessen Länge bekannt ist.</translation>
    </message>
    <message>
        <source>There is no ruler yet: drag one, or press Enter.</source>
        <translation>Noch kein Lineal: eines ziehen oder Enter drücken.</translation>
    </message>
    <message>
        <source>Measure the picture</source>
        <translation>Bild vermessen</translation>
    </message>
    <message>
        <source>Seeds</source>
        <translation>Seeds</translation>
    </message>
    <message>
        <source>Prompt ladder</source>
        <translation>Prompt-Leiter</translation>
    </message>
    <message>
        <source>Models and prompts</source>
        <translation>Modelle und Prompts</translation>
    </message>
    <message>
        <source>Bare</source>
        <translation>Ohne Zusatz</translation>
    </message>
    <message>
        <source>With direction</source>
        <translation>Mit Richtung</translation>
    </message>
    <message>
        <source>With pose</source>
        <translation>Mit Pose</translation>
    </message>
    <message>
        <source>With both</source>
        <translation>Mit beidem</translation>
    </message>
    <message>
        <source>helps</source>
        <translation>hilft</translation>
    </message>
    <message>
        <source>harms</source>
        <translation>schadet</translation>
    </message>
    <message>
        <source>no clear difference</source>
        <translation>kein klarer Unterschied</translation>
    </message>
    <message>
        <source>too few pairs</source>
        <translation>zu wenige Paare</translation>
    </message>
    <message>
        <source>nothing to compare yet</source>
        <translation>noch nichts zu vergleichen</translation>
    </message>
    <message>
        <source>better</source>
        <translation>besser</translation>
    </message>
    <message>
        <source>worse</source>
        <translation>schlechter</translation>
    </message>
    <message>
        <source>points: {better} better, {worse} worse, {same} alike</source>
        <translation>Punkte: {better} besser, {worse} schlechter, {same} gleich</translation>
    </message>
    <message>
        <source>held together: {better} more, {worse} fewer</source>
        <translation>blieb stimmig: {better} öfter, {worse} seltener</translation>
    </message>
    <message>
        <source>went the right way: {better} more, {worse} fewer</source>
        <translation>richtige Richtung: {better} öfter, {worse} seltener</translation>
    </message>
    <message>
        <source>being made</source>
        <translation>entsteht</translation>
    </message>
    <message>
        <source>against {base}</source>
        <translation>gegenüber {base}</translation>
    </message>
    <message>
        <source>{n} files, {gb} GB in all, {left} GB to be fetched into {folder}</source>
        <translation>{n} Dateien, {gb} GB insgesamt, {left} GB noch zu laden nach {folder}</translation>
    </message>
    <message>
        <source>Left out, because pickles can run code: {files}</source>
        <translation>Ausgelassen, weil Pickles Code ausführen können: {files}</translation>
    </message>
    <message>
        <source>It does not fit on this disk. Free some space, or choose another folder.</source>
        <translation>Der Platz auf dem Laufwerk reicht nicht. Platz schaffen oder einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>With second copies of the same weights ({gb} GB more)</source>
        <translation>Mit Zweitkopien derselben Gewichte (weitere {gb} GB)</translation>
    </message>
    <message>
        <source>{gb} GB are free there</source>
        <translation>Dort sind {gb} GB frei</translation>
    </message>
    <message>
        <source>Models for people and hands</source>
        <translation>Modelle für Menschen und Hände</translation>
    </message>
    <message>
        <source>{gb} GB, whole and checked</source>
        <translation>{gb} GB, vollständig und geprüft</translation>
    </message>
    <message>
        <source>{here} of {gb} GB</source>
        <translation>{here} von {gb} GB</translation>
    </message>
    <message>
        <source>{clock} left</source>
        <translation>noch {clock}</translation>
    </message>
    <message>
        <source>It is not on this machine: choose it where it is now, or another one.</source>
        <translation>Es ist nicht auf diesem Rechner: dort wählen, wo es jetzt liegt, oder ein anderes nehmen.</translation>
    </message>
    <message>
        <source>Looking at it…</source>
        <translation>Wird angesehen…</translation>
    </message>
    <message>
        <source>It is not there any more.</source>
        <translation>Es ist nicht mehr da.</translation>
    </message>
    <message>
        <source>Made by</source>
        <translation>Erzeugt mit</translation>
    </message>
    <message>
        <source>Search models on this machine</source>
        <translation>Modelle auf diesem Rechner suchen</translation>
    </message>
    <message>
        <source>make it with {model}</source>
        <translation>mit {model} erzeugen</translation>
    </message>
    <message>
        <source>Choose a model</source>
        <translation>Modell wählen</translation>
    </message>
    <message>
        <source>set up as {model}</source>
        <translation>wie {model} einstellen</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>No models were found. Choose yours here, or fetch one in Manage models.</source>
        <translation>Keine Modelle gefunden. Hier das eigene wählen, oder eines unter „Modelle verwalten“ holen.</translation>
    </message>
    <message>
        <source>Looking through your folders…</source>
        <translation>Ordner werden durchsucht…</translation>
    </message>
    <message>
        <source>Verbench does not run models of this family; their clips can be imported</source>
        <translation>Modelle dieser Familie führt Verbench nicht aus; ihre Clips lassen sich importieren</translation>
    </message>
    <message>
        <source>LoRAs</source>
        <translation>LoRAs</translation>
    </message>
    <message>
        <source>Search LoRAs on this machine</source>
        <translation>LoRAs auf diesem Rechner suchen</translation>
    </message>
    <message>
        <source>Choose a LoRA</source>
        <translation>LoRA wählen</translation>
    </message>
    <message>
        <source>{profile} comes closest: {steps}</source>
        <translation>{profile} kommt am nächsten heran: {steps}</translation>
    </message>
    <message>
        <source>Does not fit: {why}</source>
        <translation>Passt nicht: {why}</translation>
    </message>
    <message>
        <source>Fits: {profile}, about {need}</source>
        <translation>Passt: {profile}, etwa {need}</translation>
    </message>
    <message>
        <source>{profile} would run it.</source>
        <translation>Mit {profile} liefe es.</translation>
    </message>
    <message>
        <source>Needs {need} with this profile, which is too much.</source>
        <translation>Braucht mit diesem Profil {need}: zu viel.</translation>
    </message>
    <message>
        <source>{n} GiB of memory</source>
        <translation>{n} GiB Arbeitsspeicher</translation>
    </message>
    <message>
        <source>{n} GiB of the card</source>
        <translation>{n} GiB der Karte</translation>
    </message>
    <message>
        <source>{w} × {h} · {n} frames at {fps} fps · {steps} steps · guidance {g}</source>
        <translation>{w} × {h} · {n} Bilder mit {fps} fps · {steps} Schritte · Guidance {g}</translation>
    </message>
    <message>
        <source>{model} does not heed a negative prompt.</source>
        <translation>{model} beachtet keinen negativen Prompt.</translation>
    </message>
    <message>
        <source>With guidance of 1 and less the negative prompt does not act.</source>
        <translation>Bei Guidance 1 und weniger wirkt der negative Prompt nicht.</translation>
    </message>
    <message>
        <source>Nothing is painted in this shot.</source>
        <translation>In diesem Shot ist nichts gemalt.</translation>
    </message>
    <message>
        <source>Without a start image it goes into the words.</source>
        <translation>Ohne Startbild geht es in die Worte.</translation>
    </message>
    <message>
        <source>Everything that was found</source>
        <translation>Alles Gefundene</translation>
    </message>
    <message>
        <source>Text encoders, VAEs and other parts</source>
        <translation>Text-Encoder, VAEs und andere Teile</translation>
    </message>
    <message>
        <source>What cannot be used</source>
        <translation>Was nicht nutzbar ist</translation>
    </message>
    <message>
        <source>Nothing was found yet.</source>
        <translation>Noch nichts gefunden.</translation>
    </message>
    <message>
        <source>{n} found, {bad} cannot be used</source>
        <translation>{n} gefunden, {bad} nicht nutzbar</translation>
    </message>
    <message>
        <source>Taken for granted: {what}.</source>
        <translation>Angenommen: {what}.</translation>
    </message>
    <message>
        <source>LoRAs change a model: choose one for the shot first.</source>
        <translation>LoRAs verändern ein Modell: erst eines für den Shot wählen.</translation>
    </message>
    <message>
        <source>the cache of Hugging Face</source>
        <translation>der Cache von Hugging Face</translation>
    </message>
    <message>
        <source>They are here: people and hands are seen when a clip is inspected.</source>
        <translation>Sie sind da: Menschen und Hände werden beim Prüfen eines Clips gesehen.</translation>
    </message>
    <message>
        <source>They are here. To run them, install: pip install &apos;verbench[pose]&apos;</source>
        <translation>Sie sind da. Damit sie laufen: pip install &apos;verbench[pose]&apos;</translation>
    </message>
    <message>
        <source>MediaPipe&apos;s pose and hand models (Apache-2.0, 36 MB): whether legs carry a body can then be seen in any clip.</source>
        <translation>MediaPipes Modelle für Posen und Hände (Apache-2.0, 36 MB): Damit ist in jedem Clip zu sehen, ob Beine einen Körper tragen.</translation>
    </message>
    <message>
        <source>The models for people and hands are here</source>
        <translation>Die Modelle für Menschen und Hände sind da</translation>
    </message>
    <message>
        <source>Inspect a take again to see what they show.</source>
        <translation>Einen Take neu prüfen, um zu sehen, was sie zeigen.</translation>
    </message>
    <message>
        <source>{name} is here</source>
        <translation>{name} ist da</translation>
    </message>
    <message>
        <source>It was checked, and is among the models now.</source>
        <translation>Es wurde geprüft und steht jetzt bei den Modellen.</translation>
    </message>
    <message>
        <source>Family not known</source>
        <translation>Familie unbekannt</translation>
    </message>
    <message>
        <source>LoRAs for {family}</source>
        <translation>LoRAs für {family}</translation>
    </message>
    <message>
        <source>Parts of models</source>
        <translation>Teile von Modellen</translation>
    </message>
    <message>
        <source>Cannot be used</source>
        <translation>Nicht nutzbar</translation>
    </message>
    <message>
        <source>by its name only</source>
        <translation>nur dem Namen nach</translation>
    </message>
    <message>
        <source>by its tensors</source>
        <translation>nach seinen Tensoren</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>folder of diffusers</source>
        <translation>Diffusers-Ordner</translation>
    </message>
    <message>
        <source>one file</source>
        <translation>eine Datei</translation>
    </message>
    <message>
        <source>shards of one network</source>
        <translation>Teile eines Netzes</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>Familie</translation>
    </message>
    <message>
        <source>Makes clips from</source>
        <translation>Macht Clips aus</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>Zahlenformat</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>Teile</translation>
    </message>
    <message>
        <source>Pipeline</source>
        <translation>Pipeline</translation>
    </message>
    <message>
        <source>{title}, corrected by what was measured</source>
        <translation>{title}, nach Messung berichtigt</translation>
    </message>
    <message>
        <source>Get the .safetensors version, or convert it with the command.</source>
        <translation>Die .safetensors-Fassung besorgen oder mit dem Befehl umwandeln.</translation>
    </message>
    <message>
        <source>It is not there now.</source>
        <translation>Es ist zurzeit nicht da.</translation>
    </message>
    <message>
        <source>a cache of Hugging Face</source>
        <translation>ein Cache von Hugging Face</translation>
    </message>
    <message>
        <source>named by you</source>
        <translation>selbst genannt</translation>
    </message>
    <message>
        <source>a ComfyUI: {n} of its folders</source>
        <translation>ein ComfyUI: {n} seiner Ordner</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>an image</source>
        <translation>einem Bild</translation>
    </message>
    <message>
        <source>an image or a video</source>
        <translation>einem Bild oder Video</translation>
    </message>
    <message>
        <source>text or an image</source>
        <translation>Text oder einem Bild</translation>
    </message>
    <message>
        <source>a first and a last image</source>
        <translation>einem ersten und einem letzten Bild</translation>
    </message>
    <message>
        <source>text and a control video</source>
        <translation>Text und einem Steuervideo</translation>
    </message>
    <message>
        <source>text, and on from a clip</source>
        <translation>Text, auch als Fortsetzung eines Clips</translation>
    </message>
    <message>
        <source>high noise</source>
        <translation>viel Rauschen</translation>
    </message>
    <message>
        <source>low noise</source>
        <translation>wenig Rauschen</translation>
    </message>
    <message>
        <source>{w} × {h}, {n} frames</source>
        <translation>{w} × {h}, {n} Bilder</translation>
    </message>
    <message>
        <source>{size} of memory free</source>
        <translation>{size} Arbeitsspeicher frei</translation>
    </message>
    <message>
        <source>no card</source>
        <translation>keine Karte</translation>
    </message>
    <message>
        <source>{size} free on the card</source>
        <translation>{size} frei auf der Karte</translation>
    </message>
    <message>
        <source>{name} is a part of a model and makes no clips itself</source>
        <translation>{name} ist ein Teil eines Modells und macht selbst keine Clips</translation>
    </message>
    <message>
        <source>Choose the file or folder of the model itself.</source>
        <translation>Die Datei oder den Ordner des Modells selbst wählen.</translation>
    </message>
    <message>
        <source>models of a family that is not known</source>
        <translation>Modelle einer unbekannten Familie</translation>
    </message>
    <message>
        <source>Verbench does not run {what}</source>
        <translation>Nicht von Verbench ausgeführt: {what}</translation>
    </message>
    <message>
        <source>Its clips can be imported as takes.</source>
        <translation>Die Clips lassen sich als Takes importieren.</translation>
    </message>
    <message>
        <source>Text to video</source>
        <translation>Text zu Video</translation>
    </message>
    <message>
        <source>Image to video</source>
        <translation>Bild zu Video</translation>
    </message>
    <message>
        <source>Image or video to video</source>
        <translation>Bild oder Video zu Video</translation>
    </message>
    <message>
        <source>Text or image to video</source>
        <translation>Text oder Bild zu Video</translation>
    </message>
    <message>
        <source>First and last image to video</source>
        <translation>Erstes und letztes Bild zu Video</translation>
    </message>
    <message>
        <source>Control video to video</source>
        <translation>Steuervideo zu Video</translation>
    </message>
    <message>
        <source>Text or clip to video</source>
        <translation>Text oder Clip zu Video</translation>
    </message>
    <message>
        <source>add {model}</source>
        <translation>{model} hinzufügen</translation>
    </message>
    <message>
        <source>The queue is done</source>
        <translation>Die Warteschlange ist abgearbeitet</translation>
    </message>
    <message>
        <source>A take is done</source>
        <translation>Ein Take ist fertig</translation>
    </message>
    <message>
        <source>The queue stopped: a take failed</source>
        <translation>Die Warteschlange wurde angehalten: Ein Take ist gescheitert</translation>
    </message>
    <message>
        <source>1 new take</source>
        <translation>1 neuer Take</translation>
    </message>
    <message>
        <source>{n} new takes</source>
        <translation>{n} neue Takes</translation>
    </message>
    <message>
        <source>{n} wait</source>
        <translation>{n} warten</translation>
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
        <source>the queue is paused</source>
        <translation>die Warteschlange pausiert</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>bereit</translation>
    </message>
    <message>
        <source>1 waits</source>
        <translation>1 wartet</translation>
    </message>
    <message>
        <source>{said} · paused</source>
        <translation>{said} · pausiert</translation>
    </message>
    <message>
        <source>{said} · {clock} left</source>
        <translation>{said} · noch {clock}</translation>
    </message>
    <message>
        <source>{shot} · seed {seed}</source>
        <translation>{shot} · Seed {seed}</translation>
    </message>
    <message>
        <source>cancel job</source>
        <translation>Auftrag abbrechen</translation>
    </message>
    <message>
        <source>cancel {n} jobs</source>
        <translation>{n} Aufträge abbrechen</translation>
    </message>
    <message>
        <source>clear ended jobs</source>
        <translation>beendete Aufträge entfernen</translation>
    </message>
    <message>
        <source>reorder the queue</source>
        <translation>Warteschlange umordnen</translation>
    </message>
    <message>
        <source>edit job</source>
        <translation>Auftrag bearbeiten</translation>
    </message>
    <message>
        <source>This job has begun already</source>
        <translation>Dieser Auftrag hat schon begonnen</translation>
    </message>
    <message>
        <source>Duplicate it and edit the copy.</source>
        <translation>Duplizieren und die Kopie bearbeiten.</translation>
    </message>
    <message>
        <source>replace what waits</source>
        <translation>Wartendes ersetzen</translation>
    </message>
    <message>
        <source>No prompt</source>
        <translation>Kein Prompt</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>Auftrag</translation>
    </message>
    <message>
        <source>stroke</source>
        <translation>Strich</translation>
    </message>
    <message>
        <source>frames</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>of</source>
        <translation>von</translation>
    </message>
    <message>
        <source>pan</source>
        <translation>Schwenk</translation>
    </message>
    <message>
        <source>zoom</source>
        <translation>Zoom</translation>
    </message>
    <message>
        <source>orbit</source>
        <translation>Orbit</translation>
    </message>
    <message>
        <source>restore shot</source>
        <translation>Shot wiederherstellen</translation>
    </message>
    <message>
        <source>restore: {part}</source>
        <translation>wiederherstellen: {part}</translation>
    </message>
    <message>
        <source>How take {n} was made</source>
        <translation>Wie Take {n} entstand</translation>
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
        <source>The image {name} did not come along.</source>
        <translation>Das Bild {name} kam nicht mit.</translation>
    </message>
    <message>
        <source>All else was restored: get what is missing, or choose something else.</source>
        <translation>Alles andere ist wiederhergestellt: Fehlendes besorgen oder etwas anderes wählen.</translation>
    </message>
    <message>
        <source>{name} is not on this machine. It is at {url}</source>
        <translation>{name} ist nicht auf diesem Rechner. Zu finden unter {url}</translation>
    </message>
    <message>
        <source>{name} is not on this machine. Its hash is {digest}.</source>
        <translation>{name} ist nicht auf diesem Rechner. Hash: {digest}.</translation>
    </message>
    <message>
        <source>{name} is not on this machine.</source>
        <translation>{name} ist nicht auf diesem Rechner.</translation>
    </message>
    <message>
        <source>queue {n} takes</source>
        <translation>{n} Takes einreihen</translation>
    </message>
    <message>
        <source>Negative prompt</source>
        <translation>Negativer Prompt</translation>
    </message>
    <message>
        <source>Start image</source>
        <translation>Startbild</translation>
    </message>
    <message>
        <source>End image</source>
        <translation>Endbild</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>Bewegung</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Model hash</source>
        <translation>Hash des Modells</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Steering</source>
        <translation>Steuerung</translation>
    </message>
    <message>
        <source>Compared in</source>
        <translation>Verglichen in</translation>
    </message>
    <message>
        <source>Hints shown</source>
        <translation>Gezeigte Hinweise</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Expected memory</source>
        <translation>Erwarteter Speicher</translation>
    </message>
    <message>
        <source>Libraries</source>
        <translation>Bibliotheken</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Anmerkungen</translation>
    </message>
    <message>
        <source>Asked with</source>
        <translation>Angefordert mit</translation>
    </message>
    <message>
        <source>All of it</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Prompt only</source>
        <translation>Nur den Prompt</translation>
    </message>
    <message>
        <source>Everything but the seed</source>
        <translation>Alles außer dem Seed</translation>
    </message>
    <message>
        <source>Settings only</source>
        <translation>Nur die Einstellungen</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>As a new shot</source>
        <translation>Als neuen Shot</translation>
    </message>
    <message>
        <source>there is no take yet</source>
        <translation>es gibt noch keinen Take</translation>
    </message>
    <message>
        <source>not analysed yet</source>
        <translation>noch nicht analysiert</translation>
    </message>
    <message>
        <source>What you are told</source>
        <translation>Was gemeldet wird</translation>
    </message>
    <message>
        <source>reset what you are told</source>
        <translation>Meldeschwellen zurücksetzen</translation>
    </message>
    <message>
        <source>confirm finding</source>
        <translation>Befund bestätigen</translation>
    </message>
    <message>
        <source>dismiss finding</source>
        <translation>Befund verwerfen</translation>
    </message>
    <message>
        <source>take back a judgement</source>
        <translation>Urteil zurücknehmen</translation>
    </message>
    <message>
        <source>change the kind of a finding</source>
        <translation>Art eines Befunds ändern</translation>
    </message>
    <message>
        <source>note the blind view</source>
        <translation>Blindvergleich festhalten</translation>
    </message>
    <message>
        <source>MEASURED AGAINST WHAT YOU ASKED</source>
        <translation>GEMESSEN AN DEM, WAS VERLANGT WAR</translation>
    </message>
    <message>
        <source>PHYSICS CHECKS</source>
        <translation>PHYSIK</translation>
    </message>
    <message>
        <source>CANNOT BE DETERMINED</source>
        <translation>NICHT BESTIMMBAR</translation>
    </message>
    <message>
        <source>Mark it solid</source>
        <translation>Als fest markieren</translation>
    </message>
    <message>
        <source>Mark it rigid</source>
        <translation>Als starr markieren</translation>
    </message>
    <message>
        <source>Mark it articulated</source>
        <translation>Als gelenkig markieren</translation>
    </message>
    <message>
        <source>Mark it cloth</source>
        <translation>Als Textil markieren</translation>
    </message>
    <message>
        <source>Mark it fluid</source>
        <translation>Als flüssig markieren</translation>
    </message>
    <message>
        <source>Draw the floor</source>
        <translation>Boden ziehen</translation>
    </message>
    <message>
        <source>Mark it the same thing</source>
        <translation>Als dasselbe Ding markieren</translation>
    </message>
    <message>
        <source>Say where down is</source>
        <translation>Sagen, wo unten ist</translation>
    </message>
    <message>
        <source>{n} dismissed</source>
        <translation>{n} verworfen</translation>
    </message>
    <message>
        <source>cannot be determined: {why}</source>
        <translation>nicht bestimmbar: {why}</translation>
    </message>
    <message>
        <source>cannot be determined</source>
        <translation>nicht bestimmbar</translation>
    </message>
    <message>
        <source>{n} violated</source>
        <translation>{n} verletzt</translation>
    </message>
    <message>
        <source>too near to call, {n} %</source>
        <translation>zu knapp, um es zu sagen, {n} %</translation>
    </message>
    <message>
        <source>not analysed</source>
        <translation>nicht analysiert</translation>
    </message>
    <message>
        <source>analysing, {n} %</source>
        <translation>Analyse, {n} %</translation>
    </message>
    <message>
        <source>{n} held</source>
        <translation>{n} in Ordnung</translation>
    </message>
    <message>
        <source>1 kind</source>
        <translation>1 Art</translation>
    </message>
    <message>
        <source>{n} kinds</source>
        <translation>{n} Arten</translation>
    </message>
    <message>
        <source>{n} more</source>
        <translation>{n} weitere</translation>
    </message>
    <message>
        <source>Solid</source>
        <translation>Fest</translation>
    </message>
    <message>
        <source>Rigid</source>
        <translation>Starr</translation>
    </message>
    <message>
        <source>Articulated</source>
        <translation>Gelenkig</translation>
    </message>
    <message>
        <source>Cloth</source>
        <translation>Textil</translation>
    </message>
    <message>
        <source>Fluid</source>
        <translation>Flüssig</translation>
    </message>
    <message>
        <source>Floor</source>
        <translation>Boden</translation>
    </message>
    <message>
        <source>Same thing</source>
        <translation>Dasselbe Ding</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Unten</translation>
    </message>
    <message>
        <source>Nothing goes through it</source>
        <translation>Nichts geht hindurch</translation>
    </message>
    <message>
        <source>It keeps its shape</source>
        <translation>Es behält seine Form</translation>
    </message>
    <message>
        <source>It moves by its joints: a person, an animal</source>
        <translation>Es bewegt sich in Gelenken: ein Mensch, ein Tier</translation>
    </message>
    <message>
        <source>It may fold and flutter</source>
        <translation>Es darf sich falten und flattern</translation>
    </message>
    <message>
        <source>It has no shape of its own: water, smoke, sand</source>
        <translation>Es hat keine eigene Form: Wasser, Rauch, Sand</translation>
    </message>
    <message>
        <source>Drag a line along the floor</source>
        <translation>Eine Linie am Boden entlangziehen</translation>
    </message>
    <message>
        <source>Click it here and where it was before</source>
        <translation>Hier anklicken und dort, wo es vorher war</translation>
    </message>
    <message>
        <source>Drag the way things fall</source>
        <translation>In die Richtung ziehen, in die Dinge fallen</translation>
    </message>
    <message>
        <source>.</source>
        <extracomment>The sign before the decimals of a number, as in 2.5</extracomment>
        <translation>,</translation>
    </message>
    <message>
        <source>,</source>
        <extracomment>The sign between the thousands of a whole number, as in 20,000</extracomment>
        <translation>.</translation>
    </message>
</context>
<context>
    <name>Acts</name>
    <message>
        <source>add shot</source>
        <translation>neuer Shot</translation>
    </message>
    <message>
        <source>duplicate shot</source>
        <translation>Shot verdoppeln</translation>
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
        <source>{} in {} s</source>
        <translation>{} in {} s</translation>
    </message>
    <message>
        <source>{} is crowded: {} s each</source>
        <translation>{} ist eng: je {} s</translation>
    </message>
</context>
<context>
    <name>BlindView</name>
    <message>
        <source>Which one is the film?</source>
        <translation>Welcher ist der Film?</translation>
    </message>
    <message>
        <source>A is the film</source>
        <translation>A ist der Film</translation>
    </message>
    <message>
        <source>B is the film</source>
        <translation>B ist der Film</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Back to the take</source>
        <translation>Zurück zum Take</translation>
    </message>
    <message>
        <source>Nothing moves in this take: both ways look alike</source>
        <translation>In diesem Take bewegt sich nichts: beide Richtungen sehen gleich aus</translation>
    </message>
    <message>
        <source>Ask of a take in which something moves.</source>
        <translation>Bei einem Take fragen, in dem sich etwas bewegt.</translation>
    </message>
    <message>
        <source>Which one is the film, and which one runs backwards?</source>
        <translation>Welcher ist der Film, und welcher läuft rückwärts?</translation>
    </message>
    <message>
        <source>the film</source>
        <translation>der Film</translation>
    </message>
    <message>
        <source>backwards</source>
        <translation>rückwärts</translation>
    </message>
    <message>
        <source>Preparing…</source>
        <translation>Vorbereiten…</translation>
    </message>
    <message>
        <source>Dismiss “Reversed”</source>
        <translation>„Läuft rückwärts“ verwerfen</translation>
    </message>
    <message>
        <source>Confirm “Reversed”</source>
        <translation>„Läuft rückwärts“ bestätigen</translation>
    </message>
    <message>
        <source>Right.</source>
        <translation>Richtig.</translation>
    </message>
    <message>
        <source>“{verb}” goes one way, and the film does: it is not reversed.</source>
        <translation>„{verb}“ geht nur in eine Richtung, und der Film tut es: Er läuft nicht rückwärts.</translation>
    </message>
    <message>
        <source>That one runs backwards.</source>
        <translation>Der läuft rückwärts.</translation>
    </message>
    <message>
        <source>“{verb}” goes one way only: that the reverse looks like the film speaks for a reversed take.</source>
        <translation>„{verb}“ geht nur in eine Richtung: Dass rückwärts wie der Film aussieht, spricht für einen rückwärts laufenden Take.</translation>
    </message>
    <message>
        <source>{n} of {m} right on this take.</source>
        <translation>{n} von {m} richtig bei diesem Take.</translation>
    </message>
</context>
<context>
    <name>CameraForm</name>
    <message>
        <source>Orbit</source>
        <translation>Orbit</translation>
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
        <source>Camera orbit</source>
        <translation>Kamera-Orbit</translation>
    </message>
    <message>
        <source>To the right around the scene: what is near shifts farther than what is far</source>
        <translation>Nach rechts um die Szene: Nahes verschiebt sich weiter als Fernes</translation>
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
    <name>ClipBar</name>
    <message>
        <source>Drag to look at frames; drag the ends of the range (I and O)</source>
        <translation>Ziehen zeigt Bilder; Enden des Bereichs ziehen (I und O)</translation>
    </message>
    <message>
        <source>Frames of the clip</source>
        <translation>Bilder des Clips</translation>
    </message>
    <message>
        <source>Frame {0} of {1}, range from {2} to {3}.</source>
        <translation>Bild {0} von {1}, Bereich von {2} bis {3}.</translation>
    </message>
</context>
<context>
    <name>ClipView</name>
    <message>
        <source>The clip: draw a box around the thing, or click it</source>
        <translation>Der Clip: Objekt umrahmen oder klicken</translation>
    </message>
    <message>
        <source>Arrows move a box, Ctrl and arrows change its size, Enter picks.</source>
        <translation>Pfeile bewegen einen Rahmen, Strg und Pfeile ändern seine Größe, Enter wählt.</translation>
    </message>
    <message>
        <source>Opening the clip…</source>
        <translation>Clip wird geöffnet…</translation>
    </message>
</context>
<context>
    <name>CompareAnswers</name>
    <message>
        <source>What it changed</source>
        <translation>Was es geändert hat</translation>
    </message>
    <message>
        <source>Takes that differ in this alone, compared pair by pair; the bar is the share that did better, with its 90 % interval.</source>
        <translation>Takes, die sich nur darin unterscheiden, Paar für Paar verglichen; der Balken ist der Anteil der besseren, mit seinem 90-%-Intervall.</translation>
    </message>
</context>
<context>
    <name>CompareCell</name>
    <message>
        <source>Double click or Enter: watch it</source>
        <translation>Doppelklick oder Enter: ansehen</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>Wird geöffnet…</translation>
    </message>
    <message>
        <source>obeyed {n} %</source>
        <translation>befolgt {n} %</translation>
    </message>
    <message>
        <source>Take the star away (.)</source>
        <translation>Stern entfernen (.)</translation>
    </message>
    <message>
        <source>Star (.)</source>
        <translation>Stern (.)</translation>
    </message>
</context>
<context>
    <name>CompareGrid</name>
    <message>
        <source>Variations…</source>
        <translation>Varianten…</translation>
    </message>
    <message>
        <source>{a} – {b} of {n}</source>
        <translation>{a} – {b} von {n}</translation>
    </message>
    <message>
        <source>What is compared</source>
        <translation>Was verglichen wird</translation>
    </message>
    <message>
        <source>Takes before (Page Up)</source>
        <translation>Vorige Takes (Bild auf)</translation>
    </message>
    <message>
        <source>Takes before</source>
        <translation>Vorige Takes</translation>
    </message>
    <message>
        <source>More takes (Page Down)</source>
        <translation>Weitere Takes (Bild ab)</translation>
    </message>
    <message>
        <source>More takes</source>
        <translation>Weitere Takes</translation>
    </message>
    <message>
        <source>All (G)</source>
        <translation>Alle (G)</translation>
    </message>
    <message>
        <source>Side by side (S)</source>
        <translation>Nebeneinander (S)</translation>
    </message>
    <message>
        <source>Wipe (W)</source>
        <translation>Wischen (W)</translation>
    </message>
    <message>
        <source>Difference (D)</source>
        <translation>Differenz (D)</translation>
    </message>
    <message>
        <source>Onion (O)</source>
        <translation>Zwiebelhaut (O)</translation>
    </message>
    <message>
        <source>How takes are compared</source>
        <translation>Wie Takes verglichen werden</translation>
    </message>
    <message>
        <source>Moment</source>
        <translation>Zeitpunkt</translation>
    </message>
    <message>
        <source>Nothing to compare yet.
Make variations of this shot: seeds, a prompt ladder,
or models and prompts side by side.</source>
        <translation>Noch nichts zu vergleichen.
Varianten dieses Shots erzeugen: Seeds, eine Prompt-Leiter
oder Modelle und Prompts nebeneinander.</translation>
    </message>
    <message>
        <source>Make variations…</source>
        <translation>Varianten erzeugen…</translation>
    </message>
</context>
<context>
    <name>ComparePair</name>
    <message>
        <source>begins in {n} frames</source>
        <translation>beginnt in {n} Bildern</translation>
    </message>
    <message>
        <source>ended {n} frames ago</source>
        <translation>seit {n} Bildern zu Ende</translation>
    </message>
    <message>
        <source>difference × {n}</source>
        <translation>Differenz × {n}</translation>
    </message>
    <message>
        <source>B {n} %</source>
        <translation>B {n} %</translation>
    </message>
    <message>
        <source>line at {n} %</source>
        <translation>Linie bei {n} %</translation>
    </message>
    <message>
        <source>Take {letter}</source>
        <translation>Take {letter}</translation>
    </message>
    <message>
        <source>One frame later</source>
        <translation>Ein Bild später</translation>
    </message>
    <message>
        <source>One frame earlier</source>
        <translation>Ein Bild früher</translation>
    </message>
</context>
<context>
    <name>Comparing</name>
    <message>
        <source>Takes of this shot</source>
        <translation>Takes dieses Shots</translation>
    </message>
    <message>
        <source>DO THE WORDS HELP?</source>
        <translation>HELFEN DIE WORTE?</translation>
    </message>
    <message>
        <source>WHICH MODEL DOES IT BETTER?</source>
        <translation>WELCHES MODELL KANN ES BESSER?</translation>
    </message>
</context>
<context>
    <name>CropView</name>
    <message>
        <source>The window on the picture that becomes the frame</source>
        <translation>Der Ausschnitt, der zum Videobild wird</translation>
    </message>
    <message>
        <source>From {0} %, {1} %: {2} % wide, {3} % high. Arrows move it.</source>
        <translation>Ab {0} %, {1} %: {2} % breit, {3} % hoch. Pfeile verschieben ihn.</translation>
    </message>
</context>
<context>
    <name>Details</name>
    <message>
        <source>Confirm</source>
        <translation>Bestätigen</translation>
    </message>
    <message>
        <source>It is so (Y)</source>
        <translation>Es stimmt (Y)</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>It is not so (X)</source>
        <translation>Es stimmt nicht (X)</translation>
    </message>
    <message>
        <source>Wrong kind…</source>
        <translation>Falsche Art…</translation>
    </message>
    <message>
        <source>Something is wrong, but not this: choose what (W)</source>
        <translation>Etwas ist falsch, aber nicht das: auswählen, was (W)</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
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
    <name>Expansion</name>
    <message>
        <source>There is no prompt to expand</source>
        <translation>Es gibt keinen Prompt zum Ausbauen</translation>
    </message>
    <message>
        <source>Write what happens first.</source>
        <translation>Erst schreiben, was geschieht.</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Wird gestartet…</translation>
    </message>
    <message>
        <source>Stopped. Your prompt is as it was.</source>
        <translation>Angehalten. Der Prompt ist, wie er war.</translation>
    </message>
    <message>
        <source>The language model ended: {why}</source>
        <translation>Das Sprachmodell wurde beendet: {why}</translation>
    </message>
    <message>
        <source>Loading the language model…</source>
        <translation>Sprachmodell wird geladen…</translation>
    </message>
    <message>
        <source>Writing…</source>
        <translation>Wird geschrieben…</translation>
    </message>
    <message>
        <source>Folder of a language model</source>
        <translation>Ordner eines Sprachmodells</translation>
    </message>
</context>
<context>
    <name>ExpansionView</name>
    <message>
        <source>Expand the prompt</source>
        <translation>Prompt ausbauen</translation>
    </message>
    <message>
        <source>Written for {model}</source>
        <translation>Geschrieben für {model}</translation>
    </message>
    <message>
        <source>No language model was found.</source>
        <translation>Kein Sprachmodell gefunden.</translation>
    </message>
    <message>
        <source>Looking for language models…</source>
        <translation>Sprachmodelle werden gesucht…</translation>
    </message>
    <message>
        <source>Rejected: the meaning moved.</source>
        <translation>Abgelehnt: Die Bedeutung hat sich verschoben.</translation>
    </message>
    <message>
        <source>Nothing moved: the same actions, directions, targets and steps were read in both.</source>
        <translation>Nichts verschoben: In beiden stehen dieselben Handlungen, Richtungen, Ziele und Schritte.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Write again</source>
        <translation>Neu schreiben</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>Language model</source>
        <translation>Sprachmodell</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>Ordner wählen…</translation>
    </message>
    <message>
        <source>Your prompt</source>
        <translation>Eigener Prompt</translation>
    </message>
    <message>
        <source>Proposal</source>
        <translation>Vorschlag</translation>
    </message>
    <message>
        <source>What the model proposes is written here.</source>
        <translation>Hier erscheint, was das Modell vorschlägt.</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>Eigenen behalten</translation>
    </message>
    <message>
        <source>Any instruct model in safetensors will do, for example Qwen/Qwen2.5-3B-Instruct or mistralai/Mistral-Nemo-Instruct-2407. Put its folder among your folders of models, or choose it here. Nothing is fetched unasked.</source>
        <translation>Jedes Instruct-Modell in safetensors genügt, zum Beispiel Qwen/Qwen2.5-3B-Instruct oder mistralai/Mistral-Nemo-Instruct-2407. Seinen Ordner zu den Modellordnern legen oder hier wählen. Ungefragt wird nichts geladen.</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Neu suchen</translation>
    </message>
    <message>
        <source>YOUR PROMPT</source>
        <translation>EIGENER PROMPT</translation>
    </message>
    <message>
        <source>PROPOSAL</source>
        <translation>VORSCHLAG</translation>
    </message>
</context>
<context>
    <name>ExplainCard</name>
    <message>
        <source>Why this is a finding</source>
        <translation>Warum das ein Befund ist</translation>
    </message>
    <message>
        <source>Choose a finding: N goes to the next one, or click a red bar.</source>
        <translation>Einen Befund wählen: N springt zum nächsten, oder einen roten Balken anklicken.</translation>
    </message>
    <message>
        <source>against what you asked</source>
        <translation>am Verlangten gemessen</translation>
    </message>
    <message>
        <source>physics check</source>
        <translation>Physik</translation>
    </message>
    <message>
        <source>Rule: {rule}</source>
        <translation>Regel: {rule}</translation>
    </message>
    <message>
        <source>To change it: {advice}</source>
        <translation>Was hilft: {advice}</translation>
    </message>
    <message>
        <source>Nothing was found in this take. What held, and what cannot be determined, stands in the lanes.</source>
        <translation>In diesem Take wurde nichts gefunden. Was gehalten hat und was nicht bestimmbar ist, steht in den Spuren.</translation>
    </message>
    <message>
        <source>Why something is a finding stands here once the take is analysed.</source>
        <translation>Warum etwas ein Befund ist, steht hier, sobald der Take analysiert ist.</translation>
    </message>
    <message>
        <source>{sure} ({n} %); it is told from {least} % on.</source>
        <translation>{sure} ({n} %); gemeldet wird ab {least} %.</translation>
    </message>
    <message>
        <source>{sure} ({n} %); after what you judged before, it is told from {least} % on.</source>
        <translation>{sure} ({n} %); nach den bisherigen Urteilen wird ab {least} % gemeldet.</translation>
    </message>
    <message>
        <source>Threshold: {words}</source>
        <translation>Schwelle: {words}</translation>
    </message>
    <message>
        <source>How it is measured: {words}</source>
        <translation>So wird gemessen: {words}</translation>
    </message>
    <message>
        <source>Almost surely a violation</source>
        <translation>Fast sicher eine Verletzung</translation>
    </message>
    <message>
        <source>Likely a violation</source>
        <translation>Wahrscheinlich eine Verletzung</translation>
    </message>
    <message>
        <source>More likely a violation than not</source>
        <translation>Eher eine Verletzung als keine</translation>
    </message>
    <message>
        <source>Less likely a violation than not</source>
        <translation>Eher keine Verletzung</translation>
    </message>
    <message>
        <source>You said that it is of this kind; it was found as: {kind}.</source>
        <translation>Von Hand dieser Art zugeordnet; gefunden als: {kind}.</translation>
    </message>
    <message>
        <source>You confirmed it.</source>
        <translation>Von Hand bestätigt.</translation>
    </message>
    <message>
        <source>You dismissed it.</source>
        <translation>Von Hand verworfen.</translation>
    </message>
    <message>
        <source>Copy “{words}”</source>
        <translation>„{words}“ kopieren</translation>
    </message>
    <message>
        <source>Open the brush</source>
        <translation>Pinsel öffnen</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>Gemessen</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>Erwartet</translation>
    </message>
</context>
<context>
    <name>FetchPanel</name>
    <message>
        <source>Look asks the hub what there is and fetches nothing. Every file that is fetched is checked against the hub&apos;s hash; what was interrupted goes on where it was.</source>
        <translation>„Nachsehen“ fragt den Hub, was es gibt, und lädt nichts. Jede geladene Datei wird mit dem Hash des Hubs geprüft; Unterbrochenes geht weiter, wo es war.</translation>
    </message>
    <message>
        <source>Asking the hub for its list of files…</source>
        <translation>Der Hub wird nach der Dateiliste gefragt…</translation>
    </message>
    <message>
        <source>Repository</source>
        <translation>Repository</translation>
    </message>
    <message>
        <source>Choose one, or type OWNER/NAME</source>
        <translation>Eines wählen oder BESITZER/NAME eingeben</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Nachsehen</translation>
    </message>
    <message>
        <source>Asks the hub what there is; fetches nothing</source>
        <translation>Fragt den Hub, was es gibt; lädt nichts</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>With second copies of the same weights</source>
        <translation>Mit Zweitkopien derselben Gewichte</translation>
    </message>
    <message>
        <source>Fetch</source>
        <translation>Laden</translation>
    </message>
    <message>
        <source>People and hands</source>
        <translation>Menschen und Hände</translation>
    </message>
    <message>
        <source>Fetch the models for people and hands</source>
        <translation>Modelle für Menschen und Hände laden</translation>
    </message>
    <message>
        <source>licence: see its page</source>
        <translation>Lizenz: siehe seine Seite</translation>
    </message>
    <message>
        <source>The folder to fetch into</source>
        <translation>Zielordner</translation>
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
    <name>Form</name>
    <message>
        <source>Change a stroke</source>
        <translation>Strich ändern</translation>
    </message>
</context>
<context>
    <name>GuideDialog</name>
    <message>
        <source>Export guide</source>
        <translation>Vorlage exportieren</translation>
    </message>
    <message>
        <source>It holds an earlier export, which is replaced.</source>
        <translation>Er enthält einen früheren Export, der ersetzt wird.</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
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
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Copy JSON for Kling</source>
        <translation>JSON für Kling kopieren</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Export to</source>
        <translation>Exportieren nach</translation>
    </message>
    <message>
        <source>{s} seconds at {fps} frames per second</source>
        <translation>{s} Sekunden bei {fps} Bildern je Sekunde</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Hält an…</translation>
    </message>
</context>
<context>
    <name>Guides</name>
    <message>
        <source>A guide needs a start image</source>
        <translation>Eine Vorlage braucht ein Startbild</translation>
    </message>
    <message>
        <source>Choose one in the Shot menu, or drop it on the stage.</source>
        <translation>Eines im Menü „Shot“ wählen oder auf die Bühne ziehen.</translation>
    </message>
    <message>
        <source>the shot</source>
        <translation>der Shot</translation>
    </message>
    <message>
        <source>the start image</source>
        <translation>das Startbild</translation>
    </message>
    <message>
        <source>{clock} left</source>
        <translation>noch {clock}</translation>
    </message>
    <message>
        <source>Stopped: nothing was written.</source>
        <translation>Angehalten: nichts wurde geschrieben.</translation>
    </message>
    <message>
        <source>Exported to {name} in {s} s</source>
        <translation>In {s} s nach {name} exportiert</translation>
    </message>
    <message>
        <source>kling.json cannot be read: {why}</source>
        <translation>kling.json ist nicht lesbar: {why}</translation>
    </message>
    <message>
        <source>Copied. Put the images it names in as URL or base64.</source>
        <translation>Kopiert. Die genannten Bilder als URL oder Base64 einsetzen.</translation>
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
    <name>HoldForm</name>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>Change a stroke</source>
        <translation>Strich ändern</translation>
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
        <source>How long a model that is steered is held to it: at 100 % as long as the settings of the shot say, below that let go earlier, at 0 % it is left out</source>
        <translation>Wie lange ein gesteuertes Modell daran gehalten wird: bei 100 % so lange, wie es die Einstellungen des Shots sagen, darunter kürzer, bei 0 % gar nicht</translation>
    </message>
    <message>
        <source>rigid</source>
        <translation>starr</translation>
    </message>
    <message>
        <source>soft</source>
        <translation>weich</translation>
    </message>
    <message>
        <source>Rigid or soft</source>
        <translation>Starr oder weich</translation>
    </message>
    <message>
        <source>Rigid moves as one piece, soft gives way like cloth and stays at its rim</source>
        <translation>Starr bewegt sich als Ganzes, weich gibt wie Stoff nach und bleibt am Rand</translation>
    </message>
    <message>
        <source>Feather</source>
        <translation>Kante</translation>
    </message>
    <message>
        <source>Body</source>
        <translation>Körper</translation>
    </message>
</context>
<context>
    <name>ImageDialog</name>
    <message>
        <source>Crop and fit</source>
        <translation>Zuschneiden und einpassen</translation>
    </message>
    <message>
        <source>Size of the frame</source>
        <translation>Größe des Videobilds</translation>
    </message>
    <message>
        <source>Width of the frame in pixels</source>
        <translation>Breite des Videobilds in Pixeln</translation>
    </message>
    <message>
        <source>Height of the frame in pixels</source>
        <translation>Höhe des Videobilds in Pixeln</translation>
    </message>
    <message>
        <source> px</source>
        <translation> px</translation>
    </message>
    <message>
        <source>Keep the shape of things</source>
        <translation>Formen bewahren</translation>
    </message>
    <message>
        <source>Fill</source>
        <translation>Füllen</translation>
    </message>
    <message>
        <source>As much as fills the frame</source>
        <translation>So viel, dass das Bild gefüllt ist</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alles zeigen</translation>
    </message>
    <message>
        <source>All of it, continued beside</source>
        <translation>Alles, daneben fortgesetzt</translation>
    </message>
    <message>
        <source>Extend</source>
        <translation>Erweitern</translation>
    </message>
    <message>
        <source>Room on every side</source>
        <translation>Platz auf jeder Seite</translation>
    </message>
    <message>
        <source>Stretch</source>
        <translation>Strecken</translation>
    </message>
    <message>
        <source>Pressed into the frame</source>
        <translation>Ins Bild gepresst</translation>
    </message>
    <message>
        <source>Centre the subject</source>
        <translation>Motiv zentrieren</translation>
    </message>
    <message>
        <source>The subject in the middle</source>
        <translation>Das Motiv in der Mitte</translation>
    </message>
    <message>
        <source>Use this frame</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>FRAME</source>
        <translation>VIDEOBILD</translation>
    </message>
    <message>
        <source>PICTURE</source>
        <translation>QUELLBILD</translation>
    </message>
    <message>
        <source>RESULT</source>
        <translation>ERGEBNIS</translation>
    </message>
    <message>
        <source>Result: {0}</source>
        <translation>Ergebnis: {0}</translation>
    </message>
    <message>
        <source>All of the picture is seen.</source>
        <translation>Das ganze Bild ist zu sehen.</translation>
    </message>
    <message>
        <source>{0} % of the picture is seen.</source>
        <translation>{0} % des Bilds sind zu sehen.</translation>
    </message>
    <message>
        <source>{0} % of the frame is added: the picture is continued there.</source>
        <translation>{0} % kommen dazu: Dort wird das Bild fortgesetzt.</translation>
    </message>
    <message>
        <source>Enlarged {0} times: it will look soft.</source>
        <translation>{0}-fach vergrößert: wirkt unscharf.</translation>
    </message>
</context>
<context>
    <name>ImageSlot</name>
    <message>
        <source>none yet</source>
        <translation>noch keines</translation>
    </message>
    <message>
        <source>Its file is gone or cannot be read</source>
        <translation>Die Datei fehlt oder ist nicht lesbar</translation>
    </message>
    <message>
        <source>{0} image: {1}</source>
        <translation>{0}-Bild: {1}</translation>
    </message>
    <message>
        <source>Click for the menu, drop a picture, or paste one (Ctrl+V).</source>
        <translation>Klicken für das Menü, Bild ablegen oder einfügen (Strg+V).</translation>
    </message>
</context>
<context>
    <name>ImageSlots</name>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>The clip starts from this picture</source>
        <translation>Der Clip beginnt mit diesem Bild</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>The clip ends on this picture</source>
        <translation>Der Clip endet mit diesem Bild</translation>
    </message>
    <message>
        <source>Background</source>
        <translation>Hintergrund</translation>
    </message>
    <message>
        <source>Shown behind the things that move away</source>
        <translation>Hinter dem gezeigt, was sich wegbewegt</translation>
    </message>
    <message>
        <source>Start image</source>
        <translation>Startbild</translation>
    </message>
    <message>
        <source>End image</source>
        <translation>Endbild</translation>
    </message>
    <message>
        <source>Background without the things</source>
        <translation>Hintergrund ohne Objekte</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>Öffnen…</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>From a take</source>
        <translation>Aus einem Take</translation>
    </message>
    <message>
        <source>Crop and fit…</source>
        <translation>Zuschneiden und einpassen…</translation>
    </message>
    <message>
        <source>Extend the canvas…</source>
        <translation>Leinwand erweitern…</translation>
    </message>
    <message>
        <source>Correct the subject…</source>
        <translation>Motiv berichtigen…</translation>
    </message>
    <message>
        <source>Background without the things…</source>
        <translation>Hintergrund ohne Objekte…</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>First frame</source>
        <translation>Erstes Bild</translation>
    </message>
    <message>
        <source>Last frame</source>
        <translation>Letztes Bild</translation>
    </message>
</context>
<context>
    <name>Images</name>
    <message>
        <source>Shot {shot}, take {n}</source>
        <translation>Shot {shot}, Take {n}</translation>
    </message>
    <message>
        <source>Another take {n}</source>
        <translation>Anderer Take {n}</translation>
    </message>
    <message>
        <source>The frame on the screen: take {n}, frame {i}</source>
        <translation>Gezeigtes Bild: Take {n}, Bild {i}</translation>
    </message>
    <message>
        <source>Start Image</source>
        <translation>Startbild</translation>
    </message>
    <message>
        <source>End Image</source>
        <translation>Endbild</translation>
    </message>
    <message>
        <source>Background without the things</source>
        <translation>Hintergrund ohne Objekte</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>change background</source>
        <translation>Hintergrund ändern</translation>
    </message>
    <message>
        <source>The background is {w} × {h} pixels, the start image {sw} × {sh}</source>
        <translation>Der Hintergrund hat {w} × {h} Pixel, das Startbild {sw} × {sh}</translation>
    </message>
    <message>
        <source>Choose one of the same view and shape: size does not matter.</source>
        <translation>Eines mit gleicher Ansicht und Form wählen: Die Größe ist egal.</translation>
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
        <source>The picture in the clipboard is too large: {w} × {h} pixels</source>
        <translation>Das Bild in der Zwischenablage ist zu groß: {w} × {h} Pixel</translation>
    </message>
    <message>
        <source>Scale it down to {n} megapixels first.</source>
        <translation>Erst auf {n} Megapixel verkleinern.</translation>
    </message>
    <message>
        <source>Frame {i} of take {n} is the start image</source>
        <translation>Bild {i} von Take {n} ist das Startbild</translation>
    </message>
    <message>
        <source>Frame {i} of take {n} is the end image</source>
        <translation>Bild {i} von Take {n} ist das Endbild</translation>
    </message>
    <message>
        <source>Ctrl+Z takes it back.</source>
        <translation>Strg+Z nimmt es zurück.</translation>
    </message>
    <message>
        <source>shot from a frame</source>
        <translation>Shot aus einem Bild</translation>
    </message>
    <message>
        <source>There is no end image</source>
        <translation>Es gibt kein Endbild</translation>
    </message>
    <message>
        <source>Choose one in the Shot menu.</source>
        <translation>Eines im Menü „Shot“ wählen.</translation>
    </message>
    <message>
        <source>The same for the end image</source>
        <translation>Ebenso beim Endbild</translation>
    </message>
    <message>
        <source>This shot</source>
        <translation>Dieser Shot</translation>
    </message>
    <message>
        <source>Usual</source>
        <translation>Üblich</translation>
    </message>
    <message>
        <source>crop and fit</source>
        <translation>zuschneiden und einpassen</translation>
    </message>
    <message>
        <source>crop and fit the end image</source>
        <translation>Endbild zuschneiden und einpassen</translation>
    </message>
    <message>
        <source>find the subject</source>
        <translation>Motiv suchen</translation>
    </message>
    <message>
        <source>correct the subject</source>
        <translation>Motiv berichtigen</translation>
    </message>
</context>
<context>
    <name>Lanes</name>
    <message>
        <source>Findings along the clip</source>
        <translation>Befunde im Lauf des Clips</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Zeitleiste</translation>
    </message>
</context>
<context>
    <name>LiveView</name>
    <message>
        <source>The take that is being made</source>
        <translation>Der Take, der gerade entsteht</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Stop and keep</source>
        <translation>Anhalten und behalten</translation>
    </message>
    <message>
        <source>Ends the steps here and makes the clip of what there is</source>
        <translation>Beendet die Schritte hier und macht den Clip aus dem, was da ist</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Throws this take away (Ctrl+Alt+Enter)</source>
        <translation>Verwirft diesen Take (Strg+Alt+Enter)</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Goes on where it stands</source>
        <translation>Geht weiter, wo er steht</translation>
    </message>
    <message>
        <source>Frees the card meanwhile</source>
        <translation>Gibt so lange die Karte frei</translation>
    </message>
    <message>
        <source>Show the preview</source>
        <translation>Vorschau zeigen</translation>
    </message>
    <message>
        <source>Fold to a line</source>
        <translation>Zu einer Zeile einklappen</translation>
    </message>
    <message>
        <source>Into the corner</source>
        <translation>In die Ecke</translation>
    </message>
    <message>
        <source>Fill the stage</source>
        <translation>Bühne füllen</translation>
    </message>
</context>
<context>
    <name>LoraList</name>
    <message>
        <source>Add a LoRA</source>
        <translation>LoRA hinzufügen</translation>
    </message>
</context>
<context>
    <name>MadeSheet</name>
    <message>
        <source>All of it as text</source>
        <translation>Alles als Text</translation>
    </message>
    <message>
        <source>All of it as JSON</source>
        <translation>Alles als JSON</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>MarkBar</name>
    <message>
        <source>Marks</source>
        <translation>Markierungen</translation>
    </message>
    <message>
        <source>Marks ({n})</source>
        <translation>Markierungen ({n})</translation>
    </message>
    <message>
        <source>From the prompt ({n})</source>
        <translation>Aus dem Prompt ({n})</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>All of them</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>{what}, frame {n}</source>
        <translation>{what}, Bild {n}</translation>
    </message>
    <message>
        <source>Marks that the prompt proposes</source>
        <translation>Markierungen, die der Prompt vorschlägt</translation>
    </message>
    <message>
        <source>Marks of this take</source>
        <translation>Markierungen dieses Takes</translation>
    </message>
</context>
<context>
    <name>MarkTool</name>
    <message>
        <source>Nothing moves in this frame: drag a box around the thing.</source>
        <translation>In diesem Bild bewegt sich nichts: einen Rahmen um das Ding ziehen.</translation>
    </message>
    <message>
        <source>Drag a line along the floor.</source>
        <translation>Eine Linie am Boden entlangziehen.</translation>
    </message>
    <message>
        <source>Drag from above to below, the way things fall.</source>
        <translation>Von oben nach unten ziehen, so wie Dinge fallen.</translation>
    </message>
    <message>
        <source>Now go to where it was before, and click it there.</source>
        <translation>Jetzt dorthin gehen, wo es vorher war, und es anklicken.</translation>
    </message>
    <message>
        <source>Click the thing as it is now.</source>
        <translation>Das Ding anklicken, wie es jetzt ist.</translation>
    </message>
    <message>
        <source>Click the {thing}, or drag a box around it: it is {what}.</source>
        <translation>Anklicken oder einen Rahmen ziehen: {thing} ({what}).</translation>
    </message>
    <message>
        <source>Click what is {what}, or drag a box around it.</source>
        <translation>Anklicken oder einen Rahmen darum ziehen: {what}.</translation>
    </message>
    <message>
        <source>Looking for the thing…</source>
        <translation>Das Ding wird gesucht…</translation>
    </message>
</context>
<context>
    <name>Marking</name>
    <message>
        <source>Rules</source>
        <translation>Regeln</translation>
    </message>
    <message>
        <source>mark</source>
        <translation>Markierung</translation>
    </message>
    <message>
        <source>remove mark</source>
        <translation>Markierung entfernen</translation>
    </message>
    <message>
        <source>Nothing stands out there: drag a box around the thing.</source>
        <translation>Dort hebt sich nichts ab: einen Rahmen um das Ding ziehen.</translation>
    </message>
    <message>
        <source>rules</source>
        <translation>Regeln</translation>
    </message>
    <message>
        <source>judge rule</source>
        <translation>Regel beurteilen</translation>
    </message>
</context>
<context>
    <name>MetresField</name>
    <message>
        <source> m</source>
        <translation> m</translation>
    </message>
    <message>
        <source>Length of the ruler in metres</source>
        <translation>Länge des Lineals in Metern</translation>
    </message>
    <message>
        <source>How long this is in metres: Enter takes it, Esc gives it up</source>
        <translation>Wie lang das ist, in Metern: Enter übernimmt, Esc bricht ab</translation>
    </message>
</context>
<context>
    <name>ModelFolders</name>
    <message>
        <source>Models are looked for in these folders and all that is in them. Name one, or drop it on this window. Of a ComfyUI its model folders are looked at, with those of its extra_model_paths.yaml. Nothing on the disk is changed.</source>
        <translation>Modelle werden in diesen Ordnern und allem darin gesucht. Einen nennen oder auf dieses Fenster ziehen. Bei einem ComfyUI zählen seine Modellordner, auch die aus extra_model_paths.yaml. Auf dem Laufwerk wird nichts geändert.</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>Ordner hinzufügen…</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Vergessen</translation>
    </message>
    <message>
        <source>Forget {name}</source>
        <translation>{name} vergessen</translation>
    </message>
    <message>
        <source>Off this list; nothing on the disk is changed</source>
        <translation>Aus dieser Liste; auf dem Laufwerk ändert sich nichts</translation>
    </message>
    <message>
        <source>Take {name} back</source>
        <translation>{name} zurückholen</translation>
    </message>
    <message>
        <source>A folder with models</source>
        <translation>Ordner mit Modellen</translation>
    </message>
</context>
<context>
    <name>ModelList</name>
    <message>
        <source>Search models</source>
        <translation>Modelle suchen</translation>
    </message>
    <message>
        <source>Kinds that are shown</source>
        <translation>Gezeigte Arten</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>No model is like that.</source>
        <translation>Kein Modell passt dazu.</translation>
    </message>
</context>
<context>
    <name>ModelManager</name>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>No models were found. Name a folder that holds some under Folders, or fetch one under Get more.</source>
        <translation>Keine Modelle gefunden. Unter „Ordner“ einen Ordner mit Modellen nennen oder unter „Mehr holen“ eines laden.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Neu suchen</translation>
    </message>
    <message>
        <source>{n} files looked at</source>
        <translation>{n} Dateien angesehen</translation>
    </message>
    <message>
        <source>On this machine</source>
        <translation>Auf diesem Rechner</translation>
    </message>
    <message>
        <source>Get more</source>
        <translation>Mehr holen</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Looks through the folders again (F5)</source>
        <translation>Durchsucht die Ordner neu (F5)</translation>
    </message>
    <message>
        <source>Looking through the folders…</source>
        <translation>Ordner werden durchsucht…</translation>
    </message>
</context>
<context>
    <name>ModelNote</name>
    <message>
        <source>Set it up for me</source>
        <translation>Passend einstellen</translation>
    </message>
    <message>
        <source>Set the shot up for the model</source>
        <translation>Shot für das Modell einstellen</translation>
    </message>
    <message>
        <source>{model} wants {needs}.</source>
        <translation>{model} braucht {needs}.</translation>
    </message>
    <message>
        <source>Set where it runs: {what}.</source>
        <translation>Dort einstellen, wo es läuft: {what}.</translation>
    </message>
</context>
<context>
    <name>ModelPage</name>
    <message>
        <source>About the model</source>
        <translation>Über das Modell</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>Pfad kopieren</translation>
    </message>
    <message>
        <source>Add to this shot</source>
        <translation>Diesem Shot hinzufügen</translation>
    </message>
    <message>
        <source>Use for this shot</source>
        <translation>Für diesen Shot nehmen</translation>
    </message>
</context>
<context>
    <name>ModelPicker</name>
    <message>
        <source>Choose a file…</source>
        <translation>Datei wählen…</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>Ordner wählen…</translation>
    </message>
    <message>
        <source>Manage models…</source>
        <translation>Modelle verwalten…</translation>
    </message>
    <message>
        <source>Looking through your folders…</source>
        <translation>Ordner werden durchsucht…</translation>
    </message>
    <message>
        <source>Nothing was found. Name folders, or fetch some, in Manage models.</source>
        <translation>Nichts gefunden. Unter „Modelle verwalten“ Ordner nennen oder welche laden.</translation>
    </message>
    <message>
        <source>Nothing is called that.</source>
        <translation>So heißt nichts.</translation>
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
        <source>Delete strokes</source>
        <translation>Striche löschen</translation>
    </message>
    <message>
        <source>Delete a corner</source>
        <translation>Ecke löschen</translation>
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
    <name>MotionForm</name>
    <message>
        <source>Motion</source>
        <translation>Bewegung</translation>
    </message>
    <message>
        <source>What is not by hand keeps to gravity, mass and friction</source>
        <translation>Was nicht von Hand ist, folgt Schwerkraft, Masse und Reibung</translation>
    </message>
    <message>
        <source>Horizontal</source>
        <translation>Horizontal</translation>
    </message>
    <message>
        <source>Move a stroke sideways</source>
        <translation>Strich seitwärts bewegen</translation>
    </message>
    <message>
        <source>How far it gets to the right, in tenths of the frame&apos;s width</source>
        <translation>Wie weit es nach rechts kommt, in Zehnteln der Bildbreite</translation>
    </message>
    <message>
        <source>Vertical</source>
        <translation>Vertikal</translation>
    </message>
    <message>
        <source>Move a stroke up or down</source>
        <translation>Strich auf oder ab bewegen</translation>
    </message>
    <message>
        <source>How far it gets up, in tenths of the frame&apos;s height</source>
        <translation>Wie weit es nach oben kommt, in Zehnteln der Bildhöhe</translation>
    </message>
    <message>
        <source>Proximity</source>
        <translation>Nähe</translation>
    </message>
    <message>
        <source>Bring a stroke closer</source>
        <translation>Strich näher holen</translation>
    </message>
    <message>
        <source>How much closer it comes: 5 is twice as large at the end</source>
        <translation>Wie viel näher es kommt: 5 ist am Ende doppelt so groß</translation>
    </message>
    <message>
        <source>Ambient</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>Change the ambient motion</source>
        <translation>Umgebungsbewegung ändern</translation>
    </message>
    <message>
        <source>How much it moves in place, on top of its way</source>
        <translation>Wie sehr es sich auf der Stelle bewegt, zusätzlich zum Weg</translation>
    </message>
    <message>
        <source>Rotation</source>
        <translation>Drehung</translation>
    </message>
    <message>
        <source>Turn a stroke</source>
        <translation>Strich drehen</translation>
    </message>
    <message>
        <source>How far it turns over the motion, clockwise</source>
        <translation>Wie weit es sich dabei dreht, im Uhrzeigersinn</translation>
    </message>
    <message>
        <source>Lean</source>
        <translation>Neigung</translation>
    </message>
    <message>
        <source>Lean a stroke</source>
        <translation>Strich neigen</translation>
    </message>
    <message>
        <source>How far its top leans to the right at the end (shear)</source>
        <translation>Wie weit sich die Oberkante am Ende nach rechts neigt (Scherung)</translation>
    </message>
    <message>
        <source>Manner of the ambient motion</source>
        <translation>Art der Umgebungsbewegung</translation>
    </message>
    <message>
        <source>Seconds of one cycle of the ambient motion</source>
        <translation>Sekunden je Zyklus der Umgebungsbewegung</translation>
    </message>
    <message>
        <source>Change the motion</source>
        <translation>Bewegung ändern</translation>
    </message>
</context>
<context>
    <name>MotionStage</name>
    <message>
        <source>0 – {0} s · drag ends</source>
        <translation>0 – {0} s · Enden ziehen</translation>
    </message>
    <message>
        <source>TIMING</source>
        <translation>ZEITEN</translation>
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
    <name>ObeyedTable</name>
    <message>
        <source>Nothing was painted for this take: with strokes, this says how well each was followed.</source>
        <translation>Für diesen Take wurde nichts gemalt: Mit Strichen steht hier, wie gut jeder befolgt wurde.</translation>
    </message>
    <message>
        <source>Obeyed {n} %</source>
        <translation>Befolgt zu {n} %</translation>
    </message>
    <message>
        <source>{name} (static)</source>
        <translation>{name} (statisch)</translation>
    </message>
    <message>
        <source>{name} (ambient)</source>
        <translation>{name} (ambient)</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Stroke</source>
        <translation>Strich</translation>
    </message>
    <message>
        <source>Obeyed</source>
        <translation>Befolgt</translation>
    </message>
    <message>
        <source>Off by</source>
        <translation>Abweichung</translation>
    </message>
    <message>
        <source>Turned</source>
        <translation>Verdreht</translation>
    </message>
    <message>
        <source>Late by</source>
        <translation>Verspätet</translation>
    </message>
    <message>
        <source>How each stroke was followed</source>
        <translation>Wie jeder Strich befolgt wurde</translation>
    </message>
</context>
<context>
    <name>PairPicture</name>
    <message>
        <source>Two takes at the same moment</source>
        <translation>Zwei Takes im selben Moment</translation>
    </message>
</context>
<context>
    <name>PickModel</name>
    <message>
        <source>Built in</source>
        <translation>Intern</translation>
    </message>
    <message>
        <source>A model of my own (ONNX)…</source>
        <translation>Eigenes Modell (ONNX)…</translation>
    </message>
    <message>
        <source>What finds the thing: built in, or a segmentation model of your own</source>
        <translation>Was das Objekt findet: intern oder ein eigenes Segmentierungsmodell</translation>
    </message>
    <message>
        <source>Finder: {0}</source>
        <translation>Suche: {0}</translation>
    </message>
    <message>
        <source>built in</source>
        <translation>intern</translation>
    </message>
</context>
<context>
    <name>Picking</name>
    <message>
        <source>There is no start image.</source>
        <translation>Es gibt kein Startbild.</translation>
    </message>
    <message>
        <source>A model that finds things</source>
        <translation>Modell, das Objekte findet</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
</context>
<context>
    <name>PlacementForm</name>
    <message>
        <source>What moves so</source>
        <translation>Was sich so bewegt</translation>
    </message>
    <message>
        <source>A new stroke</source>
        <translation>Neuer Strich</translation>
    </message>
    <message>
        <source>Begins at, across</source>
        <translation>Beginnt bei, waagerecht</translation>
    </message>
    <message>
        <source>Begins at, down</source>
        <translation>Beginnt bei, senkrecht</translation>
    </message>
    <message>
        <source>Size of the way</source>
        <translation>Größe des Wegs</translation>
    </message>
    <message>
        <source>Way turned by</source>
        <translation>Weg gedreht um</translation>
    </message>
    <message>
        <source>Start of the motion</source>
        <translation>Beginn der Bewegung</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>How fast</source>
        <translation>Wie schnell</translation>
    </message>
    <message>
        <source>Its own</source>
        <translation>Eigenes</translation>
    </message>
    <message>
        <source>Fills the shot</source>
        <translation>Füllt den Shot</translation>
    </message>
    <message>
        <source>Mirrored</source>
        <translation>Gespiegelt</translation>
    </message>
    <message>
        <source>Turns with it</source>
        <translation>Dreht sich mit</translation>
    </message>
    <message>
        <source>Grows with it</source>
        <translation>Wächst mit</translation>
    </message>
    <message>
        <source>Without the camera&apos;s move</source>
        <translation>Ohne Kamerabewegung</translation>
    </message>
    <message>
        <source>As the thing moves by itself, whatever the camera did</source>
        <translation>Wie sich das Objekt selbst bewegt, was auch die Kamera tat</translation>
    </message>
    <message>
        <source>Begins across</source>
        <translation>Beginn X</translation>
    </message>
    <message>
        <source>Begins down</source>
        <translation>Beginn Y</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Angle</source>
        <translation>Winkel</translation>
    </message>
    <message>
        <source>of its own</source>
        <translation>vom eigenen</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Beginn</translation>
    </message>
    <message>
        <source>Stroke</source>
        <translation>Strich</translation>
    </message>
</context>
<context>
    <name>PlayerPanel</name>
    <message>
        <source>Opening…</source>
        <translation>Wird geöffnet…</translation>
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
        <source>No take to watch.
Generate one with Ctrl+Enter, or drop a video on the window.</source>
        <translation>Kein Take zum Ansehen.
Mit Strg+Enter einen erzeugen oder ein Video auf das Fenster ziehen.</translation>
    </message>
    <message>
        <source>The take has {n} frames: which way it runs cannot be told</source>
        <translation>Der Take hat {n} Bilder: in welche Richtung er läuft, ist nicht zu erkennen</translation>
    </message>
    <message>
        <source>The take has 1 frame: which way it runs cannot be told</source>
        <translation>Der Take hat 1 Bild: in welche Richtung er läuft, ist nicht zu erkennen</translation>
    </message>
    <message>
        <source>Ask of a longer take.</source>
        <translation>Bei einem längeren Take fragen.</translation>
    </message>
    <message>
        <source>{n} dismissed</source>
        <translation>{n} verworfen</translation>
    </message>
    <message>
        <source>Confirmed · </source>
        <translation>Bestätigt · </translation>
    </message>
    <message>
        <source>Dismissed · </source>
        <translation>Verworfen · </translation>
    </message>
    <message>
        <source>frame {n} · {s} s</source>
        <translation>Bild {n} · {s} s</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>Kurven</translation>
    </message>
    <message>
        <source>Obeyed?</source>
        <translation>Befolgt?</translation>
    </message>
    <message>
        <source>How the clip could be read</source>
        <translation>Wie sich der Clip lesen ließ</translation>
    </message>
    <message>
        <source>Use this frame as Start Image</source>
        <translation>Dieses Bild als Startbild</translation>
    </message>
    <message>
        <source>Use this frame as End Image</source>
        <translation>Dieses Bild als Endbild</translation>
    </message>
    <message>
        <source>New shot from this frame</source>
        <translation>Neuer Shot aus diesem Bild</translation>
    </message>
</context>
<context>
    <name>PlotsPane</name>
    <message>
        <source>Mover {n}</source>
        <translation>Ding {n}</translation>
    </message>
    <message>
        <source>— measured</source>
        <translation>— gemessen</translation>
    </message>
    <message>
        <source>— measured   - - expected</source>
        <translation>— gemessen   - - erwartet</translation>
    </message>
    <message>
        <source>{what}: from {low:.0f} to {high:.0f} {unit}</source>
        <translation>{what}: von {low:.0f} bis {high:.0f} {unit}</translation>
    </message>
    <message>
        <source>{unit}, of motion alone: no ruler says how long a metre is</source>
        <translation>{unit}, nur aus Bewegung: kein Lineal sagt, wie lang ein Meter ist</translation>
    </message>
    <message>
        <source>The curves are there once the take is analysed.</source>
        <translation>Die Kurven sind da, sobald der Take analysiert ist.</translation>
    </message>
    <message>
        <source>Nothing was seen to move by itself in this take.</source>
        <translation>In diesem Take bewegt sich nichts von selbst.</translation>
    </message>
    <message>
        <source>Click something that moves in the picture, or choose it here.</source>
        <translation>Im Bild etwas anklicken, das sich bewegt, oder es hier wählen.</translation>
    </message>
    <message>
        <source>Curves of what moves</source>
        <translation>Kurven dessen, was sich bewegt</translation>
    </message>
    <message>
        <source>Which mover</source>
        <translation>Welches Ding</translation>
    </message>
    <message>
        <source>Which curve</source>
        <translation>Welche Kurve</translation>
    </message>
    <message>
        <source>Choose a mover</source>
        <translation>Ding wählen</translation>
    </message>
</context>
<context>
    <name>Points</name>
    <message>
        <source>Prompt</source>
        <translation>Prompt</translation>
    </message>
    <message>
        <source>Physics</source>
        <translation>Physik</translation>
    </message>
    <message>
        <source>Follows the prompt {a}, obeys physics {p}, of 5</source>
        <translation>Folgt dem Prompt {a}, folgt der Physik {p}, von 5</translation>
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
        <source>Only the first {} characters are read for hints.</source>
        <translation>Nur die ersten {} Zeichen werden auf Hinweise gelesen.</translation>
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
        <source>More for the whole queue</source>
        <translation>Mehr für die ganze Warteschlange</translation>
    </message>
    <message>
        <source>Close the queue</source>
        <translation>Warteschlange schließen</translation>
    </message>
    <message>
        <source>Go on with the queue</source>
        <translation>Warteschlange fortsetzen</translation>
    </message>
    <message>
        <source>Pause the queue</source>
        <translation>Warteschlange pausieren</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Edit its settings…</source>
        <translation>Einstellungen bearbeiten…</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplizieren</translation>
    </message>
    <message>
        <source>Pause it and free the card</source>
        <translation>Pausieren und die Karte freigeben</translation>
    </message>
    <message>
        <source>Go on with it</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Stop and keep what there is</source>
        <translation>Anhalten und behalten, was da ist</translation>
    </message>
    <message>
        <source>Show all of it…</source>
        <translation>Alles zeigen…</translation>
    </message>
    <message>
        <source>Cancel what runs</source>
        <translation>Laufendes abbrechen</translation>
    </message>
    <message>
        <source>Cancel what waits</source>
        <translation>Wartendes abbrechen</translation>
    </message>
    <message>
        <source>Cancel all</source>
        <translation>Alle abbrechen</translation>
    </message>
    <message>
        <source>Clear ended</source>
        <translation>Beendete entfernen</translation>
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
    <name>Reference</name>
    <message>
        <source>Reference video</source>
        <translation>Referenzvideo</translation>
    </message>
    <message>
        <source>Clips</source>
        <translation>Clips</translation>
    </message>
    <message>
        <source>There is no start image to place the motion on</source>
        <translation>Es gibt kein Startbild für die Bewegung</translation>
    </message>
    <message>
        <source>Choose one in the Shot menu, or drop it on the stage.</source>
        <translation>Eines im Menü „Shot“ wählen oder auf die Bühne ziehen.</translation>
    </message>
    <message>
        <source>{0} s in the shot, {1} points.</source>
        <translation>{0} s im Shot, {1} Punkte.</translation>
    </message>
    <message>
        <source>The shot is {0} s too short for the rest.</source>
        <translation>Für den Rest ist der Shot {0} s zu kurz.</translation>
    </message>
    <message>
        <source>motion from a clip</source>
        <translation>Bewegung aus einem Clip</translation>
    </message>
</context>
<context>
    <name>ReferenceDialog</name>
    <message>
        <source>Motion from “{0}”</source>
        <translation>Bewegung aus „{0}“</translation>
    </message>
    <message>
        <source>{0} s · frame {1}</source>
        <translation>{0} s · Bild {1}</translation>
    </message>
    <message>
        <source>Shift+click adds what is missing, Alt+click takes away what is too much.</source>
        <translation>Umschalt+Klick ergänzt Fehlendes, Alt+Klick nimmt Überflüssiges weg.</translation>
    </message>
    <message>
        <source>Stopped. Nothing was measured.</source>
        <translation>Angehalten. Nichts wurde gemessen.</translation>
    </message>
    <message>
        <source>Play the clip</source>
        <translation>Clip abspielen</translation>
    </message>
    <message>
        <source>Play (Space)</source>
        <translation>Abspielen (Leertaste)</translation>
    </message>
    <message>
        <source>Follow it</source>
        <translation>Verfolgen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>How far the measuring is</source>
        <translation>Fortschritt der Messung</translation>
    </message>
    <message>
        <source>Place it…</source>
        <translation>Platzieren…</translation>
    </message>
    <message>
        <source>Back to the clip</source>
        <translation>Zurück zum Clip</translation>
    </message>
    <message>
        <source>Use this motion</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>THE THING</source>
        <translation>DAS OBJEKT</translation>
    </message>
    <message>
        <source>ON THE START IMAGE</source>
        <translation>AUF DEM STARTBILD</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Suche…</translation>
    </message>
    <message>
        <source>Following it…</source>
        <translation>Wird verfolgt…</translation>
    </message>
    <message>
        <source>{0} s measured.</source>
        <translation>{0} s gemessen.</translation>
    </message>
    <message>
        <source>It turns by {0}°.</source>
        <translation>Dreht sich um {0}°.</translation>
    </message>
    <message>
        <source>It becomes {0} % as large.</source>
        <translation>Wird {0} % so groß.</translation>
    </message>
    <message>
        <source>Hidden for {0} s: the way is bridged there.</source>
        <translation>{0} s verdeckt: Dort wird der Weg überbrückt.</translation>
    </message>
    <message>
        <source>its way begins there</source>
        <translation>dort beginnt sein Weg</translation>
    </message>
    <message>
        <source>its way ends there</source>
        <translation>dort endet sein Weg</translation>
    </message>
    <message>
        <source>it leaves the picture</source>
        <translation>es verlässt das Bild</translation>
    </message>
    <message>
        <source>it is hidden or looks otherwise</source>
        <translation>es ist verdeckt oder sieht anders aus</translation>
    </message>
    <message>
        <source>the clip is cut there</source>
        <translation>dort ist ein Schnitt im Clip</translation>
    </message>
    <message>
        <source>Lost at {0} s ({1}): {2}.</source>
        <translation>Verloren bei {0} s ({1}): {2}.</translation>
    </message>
    <message>
        <source>Draw a box loosely around the thing that moves, or click it.</source>
        <translation>Das bewegte Objekt locker umrahmen oder klicken.</translation>
    </message>
</context>
<context>
    <name>RegionForm</name>
    <message>
        <source>By how many pixels of the image the edge moves</source>
        <translation>Um wie viele Bildpixel sich der Rand bewegt</translation>
    </message>
    <message>
        <source> px</source>
        <translation> px</translation>
    </message>
    <message>
        <source>Pixels of the image that Grow, Shrink and Smooth go by</source>
        <translation>Bildpixel für Vergrößern, Verkleinern und Glätten</translation>
    </message>
    <message>
        <source>Grow</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>Move the edge outwards</source>
        <translation>Rand nach außen verschieben</translation>
    </message>
    <message>
        <source>Shrink</source>
        <translation>Verkleinern</translation>
    </message>
    <message>
        <source>Move the edge inwards</source>
        <translation>Rand nach innen verschieben</translation>
    </message>
    <message>
        <source>Smooth</source>
        <translation>Glätten</translation>
    </message>
    <message>
        <source>Even the edge out</source>
        <translation>Rand ausgleichen</translation>
    </message>
    <message>
        <source>Fill holes</source>
        <translation>Löcher füllen</translation>
    </message>
    <message>
        <source>Hold what the region goes around</source>
        <translation>Aufnehmen, was der Bereich umschließt</translation>
    </message>
    <message>
        <source>Invert</source>
        <translation>Umkehren</translation>
    </message>
    <message>
        <source>Hold what it does not hold now</source>
        <translation>Aufnehmen, was er jetzt nicht enthält</translation>
    </message>
    <message>
        <source>Fit to the thing</source>
        <translation>Ans Objekt</translation>
    </message>
    <message>
        <source>Find the thing that was painted over roughly, and hold just that</source>
        <translation>Das grob übermalte Objekt finden und nur dieses aufnehmen</translation>
    </message>
    <message>
        <source>Unite</source>
        <translation>Vereinen</translation>
    </message>
    <message>
        <source>Make one stroke of all that are selected</source>
        <translation>Aus allen gewählten Strichen einen machen</translation>
    </message>
    <message>
        <source>Subtract</source>
        <translation>Abziehen</translation>
    </message>
    <message>
        <source>Take the other selected regions away from the first</source>
        <translation>Die anderen gewählten Bereiche vom ersten abziehen</translation>
    </message>
    <message>
        <source>Intersect</source>
        <translation>Schnittmenge</translation>
    </message>
    <message>
        <source>Keep what the first has in common with the other selected regions</source>
        <translation>Behalten, was der erste mit den anderen gewählten Bereichen gemeinsam hat</translation>
    </message>
    <message>
        <source>{0} the region</source>
        <translation>Bereich: {0}</translation>
    </message>
    <message>
        <source>The first with the others</source>
        <translation>Der erste mit den anderen</translation>
    </message>
</context>
<context>
    <name>Reporting</name>
    <message>
        <source>No take was analysed yet</source>
        <translation>Noch kein Take wurde analysiert</translation>
    </message>
    <message>
        <source>Save overlay video</source>
        <translation>Video mit Befunden speichern</translation>
    </message>
    <message>
        <source>Video (*.mp4);;Lossless video (*.mkv)</source>
        <translation>Video (*.mp4);;Verlustfreies Video (*.mkv)</translation>
    </message>
    <message>
        <source>Saving {name}…</source>
        <translation>{name} wird gespeichert…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Saving</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Save report</source>
        <translation>Bericht speichern</translation>
    </message>
    <message>
        <source>Page (*.html);;Data (*.json)</source>
        <translation>Seite (*.html);;Daten (*.json)</translation>
    </message>
    <message>
        <source>There is no take to report on</source>
        <translation>Es gibt keinen Take für einen Bericht</translation>
    </message>
    <message>
        <source>The take is still being analysed</source>
        <translation>Der Take wird noch analysiert</translation>
    </message>
    <message>
        <source>Watch a take (F3); it is analysed then.</source>
        <translation>Einen Take ansehen (F3); dann wird er analysiert.</translation>
    </message>
    <message>
        <source>{done} of {total}, {clock} left</source>
        <translation>{done} von {total}, noch {clock}</translation>
    </message>
    <message>
        <source>Saved {name}</source>
        <translation>{name} gespeichert</translation>
    </message>
</context>
<context>
    <name>RulesList</name>
    <message>
        <source>The prompt makes nothing expect that could be checked. Write what should hold: the ball falls in an arc.</source>
        <translation>Aus dem Prompt folgt nichts, das sich prüfen ließe. Hier schreiben, was gelten soll: der Ball fällt in einem Bogen.</translation>
    </message>
    <message>
        <source>There is no shot: what should hold in it stands here.</source>
        <translation>Es gibt keinen Shot: Hier steht, was in ihm gelten soll.</translation>
    </message>
    <message>
        <source>followed</source>
        <translation>befolgt</translation>
    </message>
    <message>
        <source>violated</source>
        <translation>verletzt</translation>
    </message>
    <message>
        <source>cannot be determined</source>
        <translation>nicht bestimmbar</translation>
    </message>
    <message>
        <source>{state}, you say</source>
        <translation>{state}, von Hand</translation>
    </message>
    <message>
        <source>It is followed</source>
        <translation>Sie ist befolgt</translation>
    </message>
    <message>
        <source>It is violated</source>
        <translation>Sie ist verletzt</translation>
    </message>
    <message>
        <source>It cannot be determined</source>
        <translation>Es ist nicht bestimmbar</translation>
    </message>
    <message>
        <source>Let the detectors say</source>
        <translation>Die Detektoren urteilen lassen</translation>
    </message>
    <message>
        <source>Edit (Enter)</source>
        <translation>Bearbeiten (Enter)</translation>
    </message>
    <message>
        <source>Remove (Delete)</source>
        <translation>Entfernen (Entf)</translation>
    </message>
    <message>
        <source>Checked by</source>
        <translation>Geprüft durch</translation>
    </message>
    <message>
        <source>Only you</source>
        <translation>Nur von Hand</translation>
    </message>
    <message>
        <source>Add what should hold…</source>
        <translation>Hinzufügen, was gelten soll…</translation>
    </message>
    <message>
        <source>A new rule</source>
        <translation>Eine neue Regel</translation>
    </message>
    <message>
        <source>Rules that should hold</source>
        <translation>Regeln, die gelten sollen</translation>
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
        <source>{n} shots · {s} s</source>
        <translation>{n} Shots · {s} s</translation>
    </message>
    <message>
        <source>1 shot · {s} s</source>
        <translation>1 Shot · {s} s</translation>
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
</context>
<context>
    <name>Scrubber</name>
    <message>
        <source>Moment</source>
        <translation>Zeitpunkt</translation>
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
        <source>change end image</source>
        <translation>Endbild ändern</translation>
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
        <source>{model} wants {needs}.</source>
        <translation>{model} braucht {needs}.</translation>
    </message>
    <message>
        <source>Use the model&apos;s own settings</source>
        <translation>Einstellungen des Modells nehmen</translation>
    </message>
    <message>
        <source>Guidance, high noise</source>
        <translation>Guidance, viel Rauschen</translation>
    </message>
    <message>
        <source>Guidance</source>
        <translation>Guidance</translation>
    </message>
    <message>
        <source>{s} seconds</source>
        <translation>{s} Sekunden</translation>
    </message>
    <message>
        <source>Set it up for me</source>
        <translation>Passend einstellen</translation>
    </message>
    <message>
        <source>Set size, length, rate and steps as the model wants</source>
        <translation>Größe, Länge, Bildrate und Schritte passend zum Modell einstellen</translation>
    </message>
    <message>
        <source>How firmly the prompt is followed; 1 and less is without it</source>
        <translation>Wie streng der Prompt befolgt wird; 1 und weniger ist ohne</translation>
    </message>
    <message>
        <source>the same</source>
        <translation>dieselbe</translation>
    </message>
    <message>
        <source>the model&apos;s own</source>
        <translation>wie das Modell</translation>
    </message>
    <message>
        <source>Higher spends more of the steps on noise: more motion, less detail</source>
        <translation>Höher verwendet mehr Schritte auf das Rauschen: mehr Bewegung, weniger Details</translation>
    </message>
    <message>
        <source>LORAS</source>
        <translation>LORAS</translation>
    </message>
    <message>
        <source>PAINTED MOTION</source>
        <translation>GEMALTE BEWEGUNG</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>{profile} – too large</source>
        <translation>{profile} – zu groß</translation>
    </message>
    <message>
        <source>Made by</source>
        <translation>Erzeugt mit</translation>
    </message>
    <message>
        <source>Written for</source>
        <translation>Geschrieben für</translation>
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
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Guidance, low noise</source>
        <translation>Guidance, wenig Rauschen</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Shift</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
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
    <message>
        <source>Expand the prompt</source>
        <translation>Prompt ausbauen</translation>
    </message>
</context>
<context>
    <name>SliderField</name>
    <message>
        <source>{0} (double click: none)</source>
        <translation>{0} (Doppelklick: keine)</translation>
    </message>
</context>
<context>
    <name>SpeedChart</name>
    <message>
        <source>Speed over time</source>
        <translation>Tempo über die Zeit</translation>
    </message>
    <message>
        <source>Drag a knot; double click adds one, Delete or a right click takes it away</source>
        <translation>Knoten ziehen; Doppelklick fügt einen hinzu, Entf oder Rechtsklick löscht ihn</translation>
    </message>
    <message>
        <source>{0} knots from {1} to {2} s</source>
        <translation>{0} Knoten von {1} bis {2} s</translation>
    </message>
    <message>
        <source>{0} s: {1}× the mean speed</source>
        <translation>{0} s: {1}× mittleres Tempo</translation>
    </message>
</context>
<context>
    <name>StageHead</name>
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
        <source>Draw as</source>
        <translation>Zeichnen als</translation>
    </message>
    <message>
        <source>What a drag from a region makes; Enter does it to the selected stroke</source>
        <translation>Was Ziehen von einem Bereich macht; Enter macht es mit dem gewählten Strich</translation>
    </message>
    <message>
        <source>Freehand</source>
        <translation>Freihand</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>Preview loop</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>How the preview plays</source>
        <translation>Wie die Vorschau abspielt</translation>
    </message>
    <message>
        <source>Onion skin</source>
        <translation>Zwiebelhaut</translation>
    </message>
    <message>
        <source>Onion skin: see what moves at later times, and the end image (O)</source>
        <translation>Zwiebelhaut: Bewegtes zu späteren Zeiten und das Endbild zeigen (O)</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Ganz</translation>
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
        <source>Play on while painting</source>
        <translation>Beim Malen weiterspielen</translation>
    </message>
</context>
<context>
    <name>SteeringForm</name>
    <message>
        <source>How painted motion gets in</source>
        <translation>Wie gemalte Bewegung hineinkommt</translation>
    </message>
    <message>
        <source>Follow the guide</source>
        <translation>Der Vorlage folgen</translation>
    </message>
    <message>
        <source>Where denoising begins: to the right all of it is nearer to the guide clip</source>
        <translation>Wo das Entrauschen beginnt: nach rechts ist alles näher am Vorlagenclip</translation>
    </message>
    <message>
        <source>Hold what moves</source>
        <translation>Bewegtes halten</translation>
    </message>
    <message>
        <source>How long painted motion is held: to the right longer, and more rigidly</source>
        <translation>Wie lange gemalte Bewegung gehalten wird: nach rechts länger und starrer</translation>
    </message>
    <message>
        <source>Hold what is static</source>
        <translation>Statisches halten</translation>
    </message>
    <message>
        <source>How long the static brush is held: to the right longer</source>
        <translation>Wie lange der statische Pinsel gehalten wird: nach rechts länger</translation>
    </message>
    <message>
        <source>Weight of the control video</source>
        <translation>Gewicht des Steuervideos</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>Gewicht</translation>
    </message>
    <message>
        <source>Exactly as its authors&apos; code</source>
        <translation>Genau wie der Code der Autoren</translation>
    </message>
    <message>
        <source>Keeps the solver&apos;s memory after each hold: to compare with published results</source>
        <translation>Behält das Gedächtnis des Lösers nach jedem Halten: für den Vergleich mit veröffentlichten Ergebnissen</translation>
    </message>
    <message>
        <source>Back to the usual</source>
        <translation>Zurück zum Üblichen</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
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
        <translation>Duplizieren</translation>
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
        <source>{0} from the front</source>
        <translation>{0} von vorn</translation>
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
        <source>Change the kind of a stroke</source>
        <translation>Art eines Strichs ändern</translation>
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
        <source>MOTION</source>
        <translation>BEWEGUNG</translation>
    </message>
    <message>
        <source>TIMING</source>
        <translation>ZEITEN</translation>
    </message>
    <message>
        <source>REGION</source>
        <translation>BEREICH</translation>
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
        <source>Delete strokes</source>
        <translation>Striche löschen</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Bring nearer</source>
        <translation>Näher holen</translation>
    </message>
    <message>
        <source>Send farther</source>
        <translation>Weiter weg</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>CAMERA</source>
        <translation>KAMERA</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>What you change here changes all of them.</source>
        <translation>Änderungen hier gelten für alle.</translation>
    </message>
    <message>
        <source>{0} STROKES</source>
        <translation>{0} STRICHE</translation>
    </message>
    <message>
        <source>Choose the motion</source>
        <translation>Bewegung wählen</translation>
    </message>
    <message>
        <source>Move the camera</source>
        <translation>Kamera bewegen</translation>
    </message>
    <message>
        <source>Rename a stroke</source>
        <translation>Strich umbenennen</translation>
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
    <name>Strokes</name>
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
        <source>cut strokes</source>
        <translation>Striche ausschneiden</translation>
    </message>
    <message>
        <source>paste strokes</source>
        <translation>Striche einfügen</translation>
    </message>
    <message>
        <source>duplicate strokes</source>
        <translation>Striche verdoppeln</translation>
    </message>
    <message>
        <source>Select a stroke first: click it, or its row.</source>
        <translation>Erst einen Strich wählen: ihn oder seine Zeile klicken.</translation>
    </message>
</context>
<context>
    <name>SubjectBox</name>
    <message>
        <source>The subject of the start image</source>
        <translation>Das Motiv des Startbilds</translation>
    </message>
    <message>
        <source>subject</source>
        <translation>Motiv</translation>
    </message>
    <message>
        <source>subject, as you say</source>
        <translation>Motiv, von Hand</translation>
    </message>
</context>
<context>
    <name>Surface</name>
    <message>
        <source>Picture of the take</source>
        <translation>Bild des Takes</translation>
    </message>
    <message>
        <source>measured {what}</source>
        <translation>gemessen: {what}</translation>
    </message>
    <message>
        <source>expected {what}</source>
        <translation>erwartet: {what}</translation>
    </message>
    <message>
        <source>after, frame {n}</source>
        <translation>nachher, Bild {n}</translation>
    </message>
    <message>
        <source>before, frame {n}</source>
        <translation>vorher, Bild {n}</translation>
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
        <source>No take is like that.</source>
        <translation>Kein Take passt dazu.</translation>
    </message>
    <message>
        <source>Which takes</source>
        <translation>Welche Takes</translation>
    </message>
    <message>
        <source>All takes</source>
        <translation>Alle Takes</translation>
    </message>
    <message>
        <source>Starred</source>
        <translation>Mit Stern</translation>
    </message>
    <message>
        <source>Not rated yet</source>
        <translation>Noch nicht bewertet</translation>
    </message>
    <message>
        <source>Order of the takes</source>
        <translation>Reihenfolge der Takes</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>Neueste zuerst</translation>
    </message>
    <message>
        <source>Best rated first</source>
        <translation>Beste zuerst</translation>
    </message>
    <message>
        <source>Best obeyed first</source>
        <translation>Am besten befolgt zuerst</translation>
    </message>
    <message>
        <source>Starred first</source>
        <translation>Mit Stern zuerst</translation>
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
        <source>How it was made…</source>
        <translation>Wie er entstand…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
</context>
<context>
    <name>ThresholdsPanel</name>
    <message>
        <source>Findings are told from 50 % on. What you confirm and dismiss while watching moves this for each kind, slowly and not far: from what you dismiss often, you hear only when it is surer.</source>
        <translation>Befunde werden ab 50 % gemeldet. Bestätigen und Verwerfen beim Ansehen verschiebt das für jede Art, langsam und nicht weit: Was oft verworfen wird, wird erst gemeldet, wenn es sicherer ist.</translation>
    </message>
    <message>
        <source>Nothing was judged yet.
Confirm (Y) or dismiss (X) findings while watching.</source>
        <translation>Noch nichts beurteilt.
Befunde beim Ansehen bestätigen (Y) oder verwerfen (X).</translation>
    </message>
    <message>
        <source>Reset this kind</source>
        <translation>Diese Art zurücksetzen</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>Alle zurücksetzen</translation>
    </message>
    <message>
        <source>50 % → {now} %</source>
        <translation>50 % → {now} %</translation>
    </message>
    <message>
        <source>What you judged, by kind</source>
        <translation>Urteile nach Art</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>Bestätigt</translation>
    </message>
    <message>
        <source>Dismissed</source>
        <translation>Verworfen</translation>
    </message>
    <message>
        <source>Told from</source>
        <translation>Gemeldet ab</translation>
    </message>
</context>
<context>
    <name>TimingForm</name>
    <message>
        <source>Change the timing</source>
        <translation>Zeiten ändern</translation>
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
        <source>Easing</source>
        <translation>Verlauf</translation>
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
        <source>Change the easing</source>
        <translation>Verlauf ändern</translation>
    </message>
    <message>
        <source>Change the speed</source>
        <translation>Tempo ändern</translation>
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
        <source>Other ways to generate</source>
        <translation>Andere Arten zu erzeugen</translation>
    </message>
    <message>
        <source>{family} · {title} draft</source>
        <translation>{family} · Entwurf {title}</translation>
    </message>
    <message>
        <source>{w} × {h} · {n} f · {fps} fps · {s} s</source>
        <translation>{w} × {h} · {n} B · {fps} fps · {s} s</translation>
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
        <source>frame {n} / {count} · {s} s</source>
        <translation>Bild {n} / {count} · {s} s</translation>
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
    <name>Variations</name>
    <message>
        <source>Bare</source>
        <translation>Ohne Zusatz</translation>
    </message>
    <message>
        <source>With direction</source>
        <translation>Mit Richtung</translation>
    </message>
    <message>
        <source>With pose: how it starts and ends</source>
        <translation>Mit Pose: wie es beginnt und endet</translation>
    </message>
    <message>
        <source>With both</source>
        <translation>Mit beidem</translation>
    </message>
    <message>
        <source>What makes this shot now</source>
        <translation>Was diesen Shot jetzt erzeugt</translation>
    </message>
    <message>
        <source>No estimate before the first take of a model</source>
        <translation>Vor dem ersten Take eines Modells keine Schätzung</translation>
    </message>
    <message>
        <source>about {clock} in all</source>
        <translation>insgesamt etwa {clock}</translation>
    </message>
</context>
<context>
    <name>VariationsDialog</name>
    <message>
        <source>Variations</source>
        <translation>Varianten</translation>
    </message>
    <message>
        <source>No prompt</source>
        <translation>Kein Prompt</translation>
    </message>
    <message>
        <source>{model} makes the same clip with every seed: choose a model for the shot.</source>
        <translation>{model} macht mit jedem Seed denselben Clip: für den Shot ein Modell wählen.</translation>
    </message>
    <message>
        <source>Add folders of models in the Models window to choose more.</source>
        <translation>Mehr Auswahl: im Fenster „Modelle“ Modellordner hinzufügen.</translation>
    </message>
    <message>
        <source>Queue 1 take</source>
        <translation>1 Take einreihen</translation>
    </message>
    <message>
        <source>Queue {n} takes</source>
        <translation>{n} Takes einreihen</translation>
    </message>
    <message>
        <source>Number of seeds</source>
        <translation>Anzahl der Seeds</translation>
    </message>
    <message>
        <source>First seed</source>
        <translation>Erster Seed</translation>
    </message>
    <message>
        <source>Prompts, one on a line</source>
        <translation>Prompts, je Zeile einer</translation>
    </message>
    <message>
        <source>Seeds</source>
        <translation>Seeds</translation>
    </message>
    <message>
        <source>Prompt ladder</source>
        <translation>Prompt-Leiter</translation>
    </message>
    <message>
        <source>Models and prompts</source>
        <translation>Modelle und Prompts</translation>
    </message>
    <message>
        <source>from seed</source>
        <translation>ab Seed</translation>
    </message>
    <message>
        <source>The same shot with several seeds: how much is luck, and which one is the best.</source>
        <translation>Derselbe Shot mit mehreren Seeds: wie viel Glück dabei ist und welcher der beste ist.</translation>
    </message>
    <message>
        <source>The same seed with more and more words: does a direction, does a pose help on this model? Every prompt can be edited.</source>
        <translation>Derselbe Seed mit immer mehr Worten: Hilft bei diesem Modell eine Richtung, hilft eine Pose? Jeder Prompt lässt sich bearbeiten.</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Every prompt on every model, with the same seed.</source>
        <translation>Jeder Prompt auf jedem Modell, mit demselben Seed.</translation>
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
    <name>WatchHead</name>
    <message>
        <source>Which kinds are drawn over the picture</source>
        <translation>Welche Arten über das Bild gezeichnet werden</translation>
    </message>
    <message>
        <source>Which one is the film? Forwards and backwards, unnamed (B)</source>
        <translation>Welcher ist der Film? Vorwärts und rückwärts, ohne Namen (B)</translation>
    </message>
    <message>
        <source>Mark things: solid, rigid, floor and more (M)</source>
        <translation>Dinge markieren: fest, starr, Boden und mehr (M)</translation>
    </message>
    <message>
        <source>Skeletons: people and hands as they were seen</source>
        <translation>Skelette: Menschen und Hände, wie sie gesehen wurden</translation>
    </message>
    <message>
        <source>Skeletons: nobody was looked for. The models for people and hands are in Shot › Models…, under Get more</source>
        <translation>Skelette: Es wurde niemand gesucht. Die Modelle für Menschen und Hände gibt es unter Shot › Modelle…, „Mehr holen“</translation>
    </message>
    <message>
        <source>Skeletons: no people and no hands were seen in this take</source>
        <translation>Skelette: In diesem Take wurden keine Menschen und keine Hände gesehen</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
    <message>
        <source>Hide all</source>
        <translation>Alle ausblenden</translation>
    </message>
    <message>
        <source>Measured against what you asked</source>
        <translation>Gemessen an dem, was verlangt war</translation>
    </message>
    <message>
        <source>Physics checks</source>
        <translation>Physik</translation>
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
        <source>Findings: what broke, where</source>
        <translation>Befunde: was verletzt ist und wo</translation>
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
        <translation>Bild</translation>
    </message>
    <message>
        <source>Watch</source>
        <translation>Clip</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleich</translation>
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
    <name>_Clock</name>
    <message>
        <source>Noise level: 1 is pure noise, 0 the finished clip</source>
        <translation>Rauschpegel: 1 ist reines Rauschen, 0 der fertige Clip</translation>
    </message>
    <message>
        <source>{what}: noise level</source>
        <translation>{what}: Rauschpegel</translation>
    </message>
</context>
<context>
    <name>_FaultCard</name>
    <message>
        <source>Copy the command</source>
        <translation>Befehl kopieren</translation>
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
    <name>_Loop</name>
    <message>
        <source>Preview of the take that is being made</source>
        <translation>Vorschau des Takes, der gerade entsteht</translation>
    </message>
    <message>
        <source>No picture yet</source>
        <translation>Noch kein Bild</translation>
    </message>
</context>
<context>
    <name>_Page</name>
    <message>
        <source>What fits</source>
        <translation>Was passt</translation>
    </message>
    <message>
        <source>Shots that use it</source>
        <translation>Shots, die es nutzen</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>RAM</translation>
    </message>
    <message>
        <source>fits</source>
        <translation>passt</translation>
    </message>
    <message>
        <source>does not fit</source>
        <translation>passt nicht</translation>
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
    <name>_Row</name>
    <message>
        <source>for {model}</source>
        <translation>für {model}</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Take off the list</source>
        <translation>Aus der Liste nehmen</translation>
    </message>
    <message>
        <source>Stop; what was received stays</source>
        <translation>Anhalten; Empfangenes bleibt</translation>
    </message>
    <message>
        <source>Earlier (Alt+Up)</source>
        <translation>Früher (Alt+Hoch)</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Weight of {name}</source>
        <translation>Gewicht von {name}</translation>
    </message>
    <message>
        <source>{name} earlier</source>
        <translation>{name} früher</translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation>{name} entfernen</translation>
    </message>
    <message>
        <source>{state}: {why}</source>
        <translation>{state}: {why}</translation>
    </message>
    <message>
        <source>Words of the rule</source>
        <translation>Wortlaut der Regel</translation>
    </message>
    <message>
        <source>Judge, edit or remove this rule</source>
        <translation>Diese Regel beurteilen, bearbeiten oder entfernen</translation>
    </message>
    <message>
        <source>Mark: {kind}</source>
        <translation>Markieren: {kind}</translation>
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
    <name>_Share</name>
    <message>
        <source>{low:.0f} – {high:.0f} % better</source>
        <translation>{low:.0f} – {high:.0f} % besser</translation>
    </message>
</context>
<context>
    <name>_Sheet</name>
    <message>
        <source>Click hides it (H)</source>
        <translation>Klick blendet es aus (H)</translation>
    </message>
    <message>
        <source>Click shows it (H)</source>
        <translation>Klick zeigt es (H)</translation>
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
        <source>{} s</source>
        <translation>{} s</translation>
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
