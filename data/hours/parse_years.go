package hours

const (
	firstYear = 1901
	lastYear  = 9999
)

// years reads "2025", "2025-2030/2,2035", "2025+".
func (p *parser) years(r *Rule) error {
	const fr, en = "une année de 1901 à 9999 est attendue", "a year from 1901 to 9999 is expected"
	for {
		from, err := p.number(firstYear, lastYear, fr, en)
		if err != nil {
			return err
		}
		years := YearRange{From: from, To: from, Step: 1}
		switch {
		case p.accept(tokenPlus):
			years.To = 0
		case p.accept(tokenDash):
			if years.To, err = p.number(from+1, lastYear, "une année plus tardive que celle d'avant le tiret est attendue", "a year later than the one before the dash is expected"); err != nil {
				return err
			}
			if years.Step, err = p.step(lastYear); err != nil {
				return err
			}
		case p.kind(0) == tokenSlash:
			years.To = 0
			if years.Step, err = p.step(lastYear); err != nil {
				return err
			}
		}
		if n := len(r.Years); n == 0 || years.From != years.To || r.Years[n-1] != years { // "2025,2025 Dec 24" says its year twice, for it to be the rule's
			r.Years = append(r.Years, years)
		}
		if p.kind(0) != tokenComma {
			return nil
		}
		p.next++
	}
}

// step reads "/2", 1 where there is none.
func (p *parser) step(high int) (int, error) {
	if !p.accept(tokenSlash) {
		return 1, nil
	}
	return p.number(1, high, "un pas d'au moins 1 est attendu, comme dans « week 1-53/2 »", "a step of at least 1 is expected, as in \"week 1-53/2\"")
}

// weeks reads "week 2", "week 1-53/2,7".
func (p *parser) weeks(r *Rule) error {
	p.next++
	for {
		from, err := p.number(1, 53, "un numéro de semaine, de 1 à 53, est attendu", "the number of a week, 1 to 53, is expected")
		if err != nil {
			return err
		}
		weeks := WeekRange{From: from, To: from, Step: 1}
		if p.accept(tokenDash) {
			if weeks.To, err = p.number(from, 53, "un numéro de semaine jusqu'à 53, et pas avant celui d'avant le tiret, est attendu ; écrivez « week 50-53,1-3 » pour passer le nouvel an",
				"the number of a week up to 53, and not before the one before the dash, is expected; write \"week 50-53,1-3\" to run over the new year"); err != nil {
				return err
			}
			if weeks.Step, err = p.step(53); err != nil {
				return err
			}
			if weeks.To == from {
				weeks.Step = 1
			}
		}
		r.Weeks = append(r.Weeks, weeks)
		if p.kind(0) != tokenComma || p.kind(1) != tokenNumber {
			return nil
		}
		p.next++
	}
}
