package web

import "strings"

// Site is who publishes the service: what the law asks its pages to say, and
// whom it lets embed the widget. The program cannot know any of it; what is
// left empty, pages say is missing. docs/operations.md tells each key.
type Site struct {
	Publisher      Organisation   `yaml:"publisher"`
	Director       string         `yaml:"director"` // the person answerable for what is published
	Host           Organisation   `yaml:"host"`
	DataProtection DataProtection `yaml:"data_protection"`
	Accessibility  Accessibility  `yaml:"accessibility"`
	// Partners are the origins whose pages may hold the widget's frame
	// ("https://www.example.fr"); none: any may.
	Partners []string `yaml:"partners"`
}

// Organisation is a body with a postal address.
type Organisation struct {
	Name    string `yaml:"name"`
	Address string `yaml:"address"`
	Phone   string `yaml:"phone"`
	Email   string `yaml:"email"`
	Number  string `yaml:"siret"`
}

// DataProtection is whom to ask about personal data.
type DataProtection struct {
	Officer string `yaml:"officer"`
	Email   string `yaml:"email"`
}

// Accessibility is the publisher's own statement, after an audit.
type Accessibility struct {
	Status  string `yaml:"status"`  // "full", "partial", "none"; empty: not audited, which the law calls none
	Rate    string `yaml:"rate"`    // of the criteria met: "92 %"
	Auditor string `yaml:"auditor"` // who audited it
	Date    string `yaml:"date"`    // of the statement, as people write it
	Email   string `yaml:"email"`   // where to tell of a barrier; the publisher's otherwise
}

// Statuses are what Accessibility.Status may say.
func Statuses() []string { return []string{"full", "partial", "none"} }

// FrameAncestors is the policy's list of who may hold the widget's frame.
func (s *Site) FrameAncestors() string {
	if len(s.Partners) == 0 {
		return "*"
	}
	return "'self' " + strings.Join(s.Partners, " ")
}

// Contact is where to tell of a barrier; empty where nobody is named.
func (s *Site) Contact() string {
	for _, email := range []string{s.Accessibility.Email, s.Publisher.Email} {
		if email != "" {
			return email
		}
	}
	return ""
}
