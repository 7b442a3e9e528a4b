package hours

const (
	dayMinutes     = 24 * 60
	latestMinutes  = 2 * dayMinutes // a span ends by the second midnight
	farthestOffset = dayMinutes     // from the sun
)

// times reads spans: "08:30-12:00,14:00-17:00", "sunrise-(sunset+00:30)", "19:00+".
func (p *parser) times(r *Rule) error {
	for {
		span, err := p.span()
		if err != nil {
			return err
		}
		r.Times = append(r.Times, span)
		if p.kind(0) != tokenComma {
			return nil
		}
		switch p.kind(1) {
		case tokenTime, tokenEvent, tokenOpen:
			p.next++
		default:
			return nil
		}
	}
}

func (p *parser) span() (Span, error) {
	first := p.peek(0)
	from, err := p.moment()
	if err != nil {
		return Span{}, err
	}
	if from.Event == Midnight && from.Minutes >= dayMinutes {
		return Span{}, p.failAt(first, "des heures commencent avant 24:00 ; après minuit, elles sont du jour suivant", "times begin before 24:00; after midnight they are the next day's")
	}
	s := Span{From: from}
	switch {
	case p.accept(tokenPlus):
		s.OpenEnd = true
		return s, nil
	case !p.accept(tokenDash):
		return Span{}, p.failAt(first, "un instant seul n'est pas un horaire d'ouverture : écrivez de quand à quand, « 10:00-12:00 », ou « 10:00+ »",
			"a point in time is no opening hours: write from when to when, \"10:00-12:00\", or \"10:00+\"")
	}
	if s.To, err = p.moment(); err != nil {
		return Span{}, err
	}
	if p.kind(0) == tokenSlash {
		return Span{}, p.fail("des instants répétés ne sont pas un horaire d'ouverture : écrivez de quand à quand, « 10:00-16:00 »",
			"points in time are no opening hours: write from when to when, \"10:00-16:00\"")
	}
	s.OpenEnd = p.accept(tokenPlus)
	return s.ordered(), nil
}

// ordered puts a span's end after its beginning, where both are by the clock,
// and midnight at the end of the day.
func (t Span) ordered() Span {
	if t.To.Event == Midnight && (t.To.Minutes == 0 || t.From.Event == Midnight && t.To.Minutes <= t.From.Minutes) {
		t.To.Minutes += dayMinutes
	}
	return t
}

// moment reads "08:30", "sunrise", "(sunset-01:00)".
func (p *parser) moment() (Moment, error) {
	switch t := p.take(); t.kind {
	case tokenTime:
		if t.value > latestMinutes {
			return Moment{}, p.failAt(t, "une heure va jusqu'à 48:00, minuit du lendemain", "a time goes up to 48:00, midnight of the next day")
		}
		return Moment{Minutes: int(t.value)}, nil
	case tokenEvent:
		return Moment{Event: Event(t.value)}, nil
	case tokenOpen:
		return p.fromSun()
	default:
		return Moment{}, p.failAt(t, "une heure est attendue : « 08:30 », dawn, sunrise, sunset, dusk ou « (sunset-01:00) »",
			"a time is expected: \"08:30\", dawn, sunrise, sunset, dusk or \"(sunset-01:00)\"")
	}
}

// fromSun reads what follows the parenthesis of "(sunset-01:00)".
func (p *parser) fromSun() (Moment, error) {
	if p.kind(0) != tokenEvent {
		return Moment{}, p.fail("dawn, sunrise, sunset ou dusk est attendu, comme dans « (sunset-01:00) »", "dawn, sunrise, sunset or dusk is expected, as in \"(sunset-01:00)\"")
	}
	m := Moment{Event: Event(p.take().value)}
	sign := p.sign()
	if sign == 0 || p.kind(1) != tokenTime || p.kind(2) != tokenClose || p.peek(1).value > farthestOffset {
		return Moment{}, p.fail("« + » ou « - », une durée jusqu'à 24:00 et « ) » sont attendus, comme dans « (sunset-01:00) »",
			"\"+\" or \"-\", a duration up to 24:00 and \")\" are expected, as in \"(sunset-01:00)\"")
	}
	m.Minutes = sign * int(p.peek(1).value)
	p.next += 3
	return m, nil
}
